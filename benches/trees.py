#!/usr/bin/env python3
"""Makes the trees that versus.sh measures on, the same on every machine.

    trees.py FOLDER

FOLDER/large: 100,000 small files of a mixed code base, one in 200 of which speaks of Livepeer.
FOLDER/app: a 2,000-file application, one file in 40 of which calls Livepeer.
A tree that is there already is left as it is.
"""
import pathlib
import random
import shutil
import sys

WORDS = """account action api array async await buffer cache callback catch channel class client color column component
config const context counter data default delete effect element error event export fetch field filter format function
handler header height image import index input interface item key label layout length limit list loader logger map
message method model module name node number object offset option order output page parent path payload player pointer
props queue random range reader record reducer region render request resolve response result return route row schema
select server session signal source state status stream string style table target task theme timeout title token
transform type update user value vector version view visible width window worker""".split()

LINES = {
    "ts": ["export const {a} = {{ {b}: {n}, {c}: '{d}' }};", "  if ({a}.{b} > {n}) return {c}({d});", "// {a} {b} {c} {d}"],
    "tsx": ["  return <{a}.{b} {c}={{{n}}}>{d}</{a}.{b}>;", "  const [{a}, set{b}] = useState({n}); // {c} {d}"],
    "py": ["def {a}_{b}({c}, {d}={n}):", "    return self.{a}.{b}({c}[{n}], {d})", "# {a} {b} {c} {d}"],
    "go": ["func {a}({b} int, {c} string) error {{", "\treturn fmt.Errorf(\"{a} %d {b}: %w\", {n}, {c}) // {d}", "}}"],
    "rs": ["    let {a} = {b}.{c}().map(|{d}| {d} + {n});", "/// {a} {b} {c} {d}"],
    "json": ["  \"{a}_{b}\": {{ \"{c}\": {n}, \"{d}\": true }},"],
    "md": ["The {a} {b} of a {c} is {n} times its {d}."],
    "css": [".{a}-{b} {{ {c}: {n}px; {d}: none; }}"],
    "yaml": ["{a}_{b}:\n  {c}: {n}\n  {d}: true"],
}
SHARES = {"ts": 30, "tsx": 20, "py": 12, "go": 10, "rs": 6, "json": 8, "md": 6, "css": 4, "yaml": 4}
CALLS = {
    "ts": "const reply = await fetch(`${process.env.LIVEPEER_GATEWAY_URL}/text-to-image`, { method: 'POST' });",
    "tsx": "import { Player } from '@livepeer/react/player';",
    "py": "client = Livepeer(http_bearer=os.environ['LIVEPEER_API_KEY'])",
    "go": "client := livepeer.New(livepeer.WithSecurity(os.Getenv(\"LIVEPEER_API_KEY\")))",
    "rs": "let url = std::env::var(\"LIVEPEER_GATEWAY_URL\")?;",
    "json": "  \"livepeer\": true,",
    "md": "It plays through Livepeer.",
    "css": ".livepeer-player { width: 100%; }",
    "yaml": "livepeer:\n  image: livepeer/go-livepeer:v0.8.8",
}


def text(dice, kind, calls):
    lines = [
        dice.choice(LINES[kind]).format(n=dice.randrange(1000), **{name: dice.choice(WORDS) for name in "abcd"})
        for _ in range(min(int(dice.lognormvariate(3.6, 0.9)) + 3, 1500))
    ]
    if calls:
        lines.insert(dice.randrange(len(lines)), CALLS[kind])
    return "\n".join(lines) + "\n"


def folders(dice, count):
    """Folders up to five deep, each new one below the root or one that is there."""
    made = ["src"]
    while len(made) < count:
        outer = dice.choice(made)
        if outer.count("/") < 5:
            made.append(f"{outer}/{dice.choice(WORDS)}{len(made)}")
    return made


def make(root, files, one_in, seed):
    if root.exists():
        return
    dice = random.Random(seed)
    new = root.with_name(root.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    kinds, weights = list(SHARES), list(SHARES.values())
    places = folders(dice, files // 12)
    for number in range(files - 3):
        kind = dice.choices(kinds, weights)[0]
        path = new / dice.choice(places) / f"{dice.choice(WORDS)}{number}.{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(dice, kind, dice.randrange(one_in) == 0))
    (new / "package.json").write_text('{ "dependencies": { "livepeer": "^3.5.0" } }\n')
    (new / ".gitignore").write_text("node_modules\n.env*\n")
    (new / ".env").write_text("LIVEPEER_GATEWAY_URL=https://gateway.example.com\n")
    new.rename(root)


if __name__ == "__main__":
    trees = pathlib.Path(sys.argv[1])
    make(trees / "large", 100_000, 200, 1)
    make(trees / "app", 2_000, 40, 2)
