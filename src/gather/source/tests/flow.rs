//! Branches, loops and handlers in each language's spelling.

use super::super::expr::Bytes;
use super::{module, show};

/// The ways through a file, a line each.
fn ways(name: &str, text: &str) -> Vec<String> {
    let flow = module(name, text).flow;
    let cut = |at: &Bytes| text[at.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    let branches = flow.branches.iter().map(|branch| {
        let [then, otherwise, rest] = [&branch.then, &branch.otherwise, &branch.rest].map(cut);
        format!("if {} | {then} | {otherwise} | {rest}", show(&branch.condition))
    });
    let loops = flow.loops.iter().map(|found| {
        let condition = found.condition.as_ref().map(show).unwrap_or_default();
        let each = found.each.as_ref().map(|(item, items)| format!("{} of {}", show(item), show(items)));
        format!("loop {condition}{} | {}", each.unwrap_or_default(), cut(&found.body))
    });
    let handlers = flow.handlers.iter().map(|found| {
        let classes: Vec<_> = found.classes.iter().map(show).collect();
        format!("catch {} {} | {} | {}", classes.join(", "), found.name, cut(&found.tried), cut(&found.body))
    });
    let exits =
        flow.exits.iter().map(|exit| format!("{:?} {}", exit.kind, exit.value.as_ref().map_or("-".into(), show)));
    branches.chain(loops).chain(handlers).chain(exits).collect()
}

#[test]
fn javascript() {
    assert_eq!(
        ways("a.ts", "for (let i = 0; i < 3; i++) { if (r.status === 503 && !last) { continue; } else { b() } c() }"),
        [
            "if ((r.status Equal 503) && !last) | { continue; } | else { b() } | c() }",
            "loop (i Less 3) | { if (r.status === 503 && !last) { continue; } else { b() } c() }",
            "Continue -",
        ]
    );
    assert_eq!(
        ways(
            "a.js",
            "try { a() } catch (e) { throw e } finally { f() }\nfor (const x of xs) { y(x) }\nwhile (true) z()"
        ),
        ["loop x of xs | { y(x) }", "loop true | z()", "catch  e | { a() } | { throw e }", "Throw e"]
    );
    assert_eq!(
        ways("a.ts", "switch (r.status) { case 429: case 503: wait(); break; default: f() }"),
        [
            "if (r.status In [429]) | : case 503: wait(); break; |  | ",
            "if (r.status In [503]) | : wait(); break; |  | ",
            "if !(r.status In [429, 503]) | : f() |  | ",
            "Break -",
        ]
    );
}

#[test]
fn php() {
    assert_eq!(
        ways("a.php", "<?php if ($a) { b(); } elseif ($c === 503) { d(); } else { e(); } f();"),
        [
            "if a | { b(); } | elseif ($c === 503) { d(); } else { e(); } | f();",
            "if (c Equal 503) | { d(); } | else { e(); } | f();",
        ]
    );
    assert_eq!(
        ways("a.php", "<?php foreach ($xs as $k => $v) { continue; } try { a(); } catch (A | \\X\\B $e) { throw $e; }"),
        ["loop v of xs | { continue; }", "catch A, X.B e | { a(); } | { throw $e; }", "Continue -", "Throw e"]
    );
    assert_eq!(
        ways(
            "a.php",
            "<?php switch ($s) { case 401: case 403: x(); break; } match($s) { 429, 503 => y() }; $a ?: b();"
        ),
        [
            "if (s In [401]) | : case 403: x(); break; |  | ",
            "if (s In [403]) | : x(); break; |  | ",
            "if (s In [429, 503]) | => y() |  | ",
            "Break -",
        ]
    );
}

#[test]
fn csharp() {
    let around = |body: &str| format!("class A {{ void B() {{ {body} }} }}");
    assert_eq!(
        ways("a.cs", &around("if (r.StatusCode == HttpStatusCode.OK) { a(); } else if (!b) { c(); } d();")),
        ["if (r.StatusCode Equal HttpStatusCode.OK) | { a(); } | if (!b) { c(); } | d(); }", "if !b | { c(); } |  | ",]
    );
    assert_eq!(
        ways(
            "a.cs",
            &around("foreach (var x in xs) { continue; } try { a(); } catch (Bad e) { throw; } catch { f(); }")
        ),
        [
            "loop x of xs | { continue; }",
            "catch Bad e | { a(); } | { throw; }",
            "catch   | { a(); } | { f(); }",
            "Continue -",
            "Throw -",
        ]
    );
    assert_eq!(
        ways(
            "a.cs",
            &around("switch (s) { case 401: case 403: x(); break; } var m = s switch { 429 or 503 => y(), _ => z() };")
        ),
        [
            "if (s In [401]) | : case 403: x(); break; |  | ",
            "if (s In [403]) | : x(); break; |  | ",
            "if (s In [429, 503]) | => y() |  | ",
            "if !(s In [429, 503]) | => z() |  | ",
            "Break -",
        ]
    );
}

#[test]
fn python() {
    let text = "\
for attempt in range(3):
    try:
        r = ask()
    except (A, b.C) as error:
        raise D(error)
    except E:
        pass
    if r.status_code == 503:
        continue
    elif 400 <= r.status_code < 500:
        break
    else:
        go()
    done()
";
    assert_eq!(
        ways("a.py", text),
        [
            "if (r.status_code Equal 503) | continue | elif 400 <= r.status_code < 500: break else: go() | done()",
            "if ((400 LessOrEqual r.status_code) && (r.status_code Less 500)) | break | else: go() | done()",
            "loop attempt of range(3) | try: r = ask() except (A, b.C) as error: raise D(error) except E: pass \
             if r.status_code == 503: continue elif 400 <= r.status_code < 500: break else: go() done()",
            "catch A, b.C error | r = ask() | raise D(error)",
            "catch E  | r = ask() | pass",
            "Throw D(error)",
            "Continue -",
            "Break -",
        ]
    );
    assert_eq!(
        ways("a.py", "while not done and x not in (1, 2):\n  match code:\n    case 429 | 503:\n      wait()\n"),
        [
            "if (code In [429, 503]) | : wait() |  | ",
            "loop (!done && (x NotIn [1, 2])) | match code: case 429 | 503: wait()",
        ]
    );
}

#[test]
fn decorators() {
    let module = module("a.py", "@retry(stop=3)\n@plain\nasync def ask():\n  pass\n");
    let function = &module.functions[0];
    assert_eq!(function.decorators.iter().map(show).collect::<Vec<_>>(), ["retry(stop=3)", "plain"]);
}

#[test]
fn go() {
    let text = "\
package a
func f() error {
	for i := 0; i < 3; i++ {
		if resp.StatusCode == http.StatusServiceUnavailable {
			continue
		}
		return nil
	}
	for _, x := range xs { y(x) }
	for { z() }
	switch resp.StatusCode {
	case 429, 503:
		wait()
	}
	switch {
	case code >= 500:
		wait()
	}
	return err
}
";
    assert_eq!(
        ways("a.go", text),
        [
            "if (resp.StatusCode Equal http.StatusServiceUnavailable) | { continue } |  | return nil",
            "if (resp.StatusCode In [429, 503]) | : wait() |  | ",
            "if (code GreaterOrEqual 500) | : wait() |  | ",
            "loop (i Less 3) | { if resp.StatusCode == http.StatusServiceUnavailable { continue } return nil }",
            "loop [_, x] of xs | { y(x) }",
            "loop  | { z() }",
            "Continue -",
            "Return null",
            "Return err",
        ]
    );
}

#[test]
fn rust() {
    let text = "\
fn f() {
    loop {
        if status == StatusCode::SERVICE_UNAVAILABLE { continue; }
        match status.as_u16() { 429 | 503 => wait(), _ => return Err(e), }
    }
}
";
    assert_eq!(
        ways("a.rs", text),
        [
            "if (status Equal StatusCode.SERVICE_UNAVAILABLE) | { continue; } |  | \
             match status.as_u16() { 429 | 503 => wait(), _ => return Err(e), } }",
            "if (status.as_u16() In [429, 503]) | => wait(), |  | ",
            "if !(status.as_u16() In [429, 503]) | => return Err(e), |  | ",
            "loop  | { if status == StatusCode::SERVICE_UNAVAILABLE { continue; } match status.as_u16() \
             { 429 | 503 => wait(), _ => return Err(e), } }",
            "Continue -",
            "Return Err(e)",
        ]
    );
}

#[test]
fn shell() {
    let text = "\
for i in 1 2 3; do
  if [ \"$code\" -eq 503 ]; then
    sleep 5
  elif [[ $code == 429 ]]; then
    sleep 9
  else
    exit 1
  fi
done
case $code in
  401|403) echo no ;;
  5*) sleep 1 ;;
esac
";
    assert_eq!(
        ways("a.sh", text),
        [
            "if ('{code}' Equal '503') | ; then sleep 5 | elif [[ $code == 429 ]]; then sleep 9 else exit 1 fi | done",
            "if (code Equal '429') | ; then sleep 9 | else exit 1 fi | done",
            "if (code In ['401', '403']) | ) echo no ;; |  | ",
            "if (code In ['5*']) | ) sleep 1 ;; |  | ",
            "loop i of '1' | do if [ \"$code\" -eq 503 ]; then sleep 5 elif [[ $code == 429 ]]; then sleep 9 else exit 1 fi done",
        ]
    );
}

#[test]
fn what_cases_take_in_every_spelling() {
    assert_eq!(
        ways("a.rs", "fn f() { match s { 500..=599 => a(), 400..500 => b(), x if x == 302 => c(), _ => d() } }"),
        [
            "if (s In [500..=599]) | => a(), |  | ",
            "if (s In [400..500]) | => b(), |  | ",
            "if (x Equal 302) | => c(), |  | ",
            "if !((s In [500..=599, 400..500]) ?? (x Equal 302)) | => d() |  | ",
        ]
    );
    assert_eq!(
        ways("a.py", "match s:\n  case code if code >= 500:\n    a()\n  case _:\n    b()\n"),
        ["if (code GreaterOrEqual 500) | : a() |  | ", "if !(code GreaterOrEqual 500) | : b() |  | "]
    );
    assert_eq!(
        ways("a.go", "package a\nfunc f() {\nswitch s {\ncase 503:\na()\ndefault:\nb()\n}\n}"),
        ["if (s In [503]) | : a() |  | ", "if !(s In [503]) | : b() |  | "]
    );
    assert_eq!(
        ways("a.php", "<?php match (true) { $s >= 500 => a(), default => b() };"),
        ["if (s GreaterOrEqual 500) | => a() |  | ", "if !(s GreaterOrEqual 500) | => b() |  | "]
    );
}
