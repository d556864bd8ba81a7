//! What the tables of PHP and C# make of real shapes of code.

use super::{bindings, calls, imports, module};

#[test]
fn php() {
    let module = module("a.php", "<html><?php");
    assert!(module.calls.is_empty());
    eprintln!("{:#?}", bindings(&super::module("a.php", &std::fs::read_to_string("/tmp/a.php").unwrap())));
    eprintln!("{:#?}", calls(&super::module("a.php", &std::fs::read_to_string("/tmp/a.php").unwrap())));
    eprintln!("{:#?}", imports(&super::module("a.php", &std::fs::read_to_string("/tmp/a.php").unwrap())));
    eprintln!("{:#?}", bindings(&super::module("a.cs", &std::fs::read_to_string("/tmp/a.cs").unwrap())));
    eprintln!("{:#?}", calls(&super::module("a.cs", &std::fs::read_to_string("/tmp/a.cs").unwrap())));
    eprintln!("{:#?}", imports(&super::module("a.cs", &std::fs::read_to_string("/tmp/a.cs").unwrap())));
}
