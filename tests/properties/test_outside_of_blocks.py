"""Law: bytes outside blocks stay, a second run changes nothing, and only declared errors come."""

from hypothesis import given, settings
from hypothesis import strategies as st

from magforms.commands import block_text
from magforms.hosts import HOSTS
from magforms.markers import find, update

PIECES = st.sampled_from(
    (
        *(
            "text",
            "\n",
            "\r\n",
            "\r",
            " ",
            "\t",
            "    ",
            "```",
            "\ufeff",
            "\u2028",
            "- ",
            "> ",
            "::",
        ),
        *("<!-- magforms:begin -->", "<!-- magforms:begin show oxide -->", "<!-- magforms:end -->"),
        *(".. magforms:begin", ".. magforms:end", "% magforms:begin", "% magforms:end", "--help"),
        *(
            "// magforms:begin x",
            "// magforms:end",
            "{/* magforms:begin */}",
            "{/* magforms:end */}",
        ),
    )
)
DOCUMENTS = st.one_of(
    st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=12).map("\n".join)
)


@settings(max_examples=300)
@given(DOCUMENTS, st.sampled_from(sorted(HOSTS)))
def test_bytes_outside_blocks_stay_and_a_second_run_changes_nothing(text: str, suffix: str) -> None:
    """Whatever a document holds, nothing but the errors that are declared comes of it."""
    host = HOSTS[suffix]
    done = update(text, host, block_text)
    assert not (done.faults and done.text != text)

    def outside(whole: str) -> list[str]:
        bounds = [at for block in find(whole, host)[0] for at in (block.start, block.end)]
        return [whole[a:b] for a, b in zip([0, *bounds[1::2]], [*bounds[::2], None], strict=True)]

    if not done.faults:
        assert outside(text) == outside(done.text)
        again = update(done.text, host, block_text)
        assert ((), (), done.text) == (again.stale, again.faults, again.text)
