"""Law: bytes outside blocks stay, a second run changes nothing, and only declared errors come."""

from hypothesis import given, settings
from hypothesis import strategies as st
from laws import outside_of_blocks_stays

from magforms.hosts import HOSTS

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
    outside_of_blocks_stays(text, HOSTS[suffix])
