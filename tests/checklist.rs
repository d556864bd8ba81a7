//! Every item of the checklist is judged, and every check judges one.

use std::collections::BTreeSet;

use lp_ready_checks::checklist;

/// Checks that the checklist asks for and that are not written yet.
const NOT_YET: &[&str] = &["byoc/health_endpoint", "byoc/local_orchestrator_test", "byoc/gpu_memory_profiled"];

/// How many items each heading has, so that none is lost.
const ITEMS: &[(&str, usize)] = &[
    ("Gateway selection", 3),
    ("Authentication", 5),
    ("Error handling", 7),
    ("Model selection", 2),
    ("Video applications", 5),
    ("BYOC applications", 5),
    ("Cost estimation", 1),
    ("Monitoring", 6),
    ("Launch readiness", 8),
];

fn mapped() -> BTreeSet<&'static str> {
    let items = checklist::parts().iter().flat_map(|part| &part.item);
    items.flat_map(|item| &item.checks).map(String::as_str).collect()
}

fn written() -> BTreeSet<&'static str> {
    lp_ready_checks::all().map(|check| check.id).collect()
}

#[test]
fn every_item_is_there_and_has_a_check() {
    let found: Vec<_> = checklist::parts().iter().map(|part| (part.title.as_str(), part.item.len())).collect();
    assert_eq!(found, ITEMS);
    for item in checklist::parts().iter().flat_map(|part| &part.item) {
        assert!(!item.checks.is_empty(), "no check judges: {}", item.text);
    }
}

#[test]
fn every_check_belongs_to_an_item() {
    let loose: Vec<_> = written().difference(&mapped()).copied().collect();
    assert_eq!(loose, [""; 0]);
}

#[test]
fn what_is_missing_is_known_to_be() {
    let missing: BTreeSet<_> = mapped().difference(&written()).copied().collect();
    assert_eq!(missing, NOT_YET.iter().copied().collect(), "keep NOT_YET to what is missing");
}

#[test]
fn headings_and_sections_agree_in_their_order() {
    let headings = checklist::parts().iter().map(|part| part.title.as_str());
    let sections: Vec<_> = lp_ready_checks::SECTIONS.iter().map(|section| section.title).collect();
    let present: Vec<_> = headings.filter(|heading| sections.contains(heading)).collect();
    assert_eq!(present, sections);
}

#[test]
fn closing_items_repeat_checks_and_judge_nothing_of_their_own_but_the_contact() {
    let above = checklist::parts().iter().filter(|part| part.title != "Launch readiness");
    let above: BTreeSet<_> = above.flat_map(|part| &part.item).flat_map(|item| &item.checks).collect();
    let own: Vec<_> =
        checklist::closing().iter().flat_map(|item| &item.checks).filter(|id| !above.contains(id)).collect();
    assert_eq!(own, ["launch/incident_contact"]);
}
