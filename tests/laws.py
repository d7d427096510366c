"""Laws that hold for any input, asked by the properties and by fuzzing."""

import magforms as mf
from magforms.commands import block_text
from magforms.hosts import Host
from magforms.labels import lexicon
from magforms.markers import find, update


def spans_fit(line: str) -> None:
    """What `identify` finds are pieces of the line, in order, and only known forms are named."""
    result = mf.identify(line)
    for items in (result.mentions, result.left_out, result.amounts):
        assert sorted(item.start for item in items) == [item.start for item in items]
        assert all(line[item.start : item.end] == item.text for item in items)
    assert set(result.form_ids) <= set(lexicon().forms)


def outside_of_blocks_stays(text: str, host: Host) -> None:
    """Nothing outside the blocks changes, a second run changes nothing, and a fault leaves all."""
    done = update(text, host, block_text)
    assert not (done.faults and done.text != text)

    def outside(whole: str) -> list[str]:
        bounds = [at for block in find(whole, host)[0] for at in (block.start, block.end)]
        return [whole[a:b] for a, b in zip([0, *bounds[1::2]], [*bounds[::2], None], strict=True)]

    if not done.faults:
        assert outside(text) == outside(done.text)
        again = update(done.text, host, block_text)
        assert ((), (), done.text) == (again.stale, again.faults, again.text)
