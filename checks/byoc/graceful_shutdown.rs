//! A container ends its work before it ends.

use crate::check::{Check, Need, Profile, Severity};
use crate::facts::Facts;
use crate::facts::container::{Image, Instruction};
use crate::facts::worker::{Term, Worker};
use crate::verdict::{Evidence, Finding, Outcome, Verdict};

/// A container ends its work before it ends.
pub static CHECK: Check = Check {
    id: "byoc/graceful_shutdown",
    title: "a container that is told to end finishes its work first",
    page: include_str!("graceful_shutdown.md"),
    severity: Severity::Important,
    profiles: &[Profile::Byoc],
    needs: &[Need::Source, Need::Config],
    judge,
};

fn judge(facts: &Facts) -> Verdict {
    let workers = &facts.livepeer.workers;
    let programs = workers.iter().map(of_worker);
    let shells = workers.iter().filter_map(|worker| behind_a_shell(facts, worker));
    Verdict::every(programs.chain(shells), || none(facts))
}

fn none(facts: &Facts) -> Verdict {
    if facts.images.is_empty() {
        Verdict::NotApplicable("no container is built here".into())
    } else {
        Verdict::Unknown("which program takes an orchestrator's work could not be told".into())
    }
}

fn of_worker(worker: &Worker) -> Outcome {
    match worker.term {
        Term::Handled(at) => Outcome::Good(Evidence::new(at, "takes SIGTERM")),
        Term::ByServer => Outcome::Good(Evidence::new(worker.at, format!("`{}` ends gracefully by itself", worker.by))),
        Term::Nobody => {
            let message = format!("nothing takes SIGTERM: `{}` is killed with whatever it works on", worker.by);
            let help = "take SIGTERM, unregister the capability, let running work finish within 8 s, and exit";
            Outcome::Bad(Finding::new(worker.at, "serves until it is killed", message).help(help))
        }
    }
}

/// A command in shell form makes the shell process 1, which hands no signal on.
fn behind_a_shell(facts: &Facts, worker: &Worker) -> Option<Outcome> {
    let name = facts.file(worker.at.file()).name();
    let starts = |image: &Image| final_command(image).filter(|command| command.text.contains(name)).cloned();
    let command = facts.images.iter().find_map(starts).filter(is_shell_form)?;
    let message = "the shell is process 1 and keeps SIGTERM to itself: the program never gets it";
    let help = "write the command as a list, `CMD [\"python\", \"worker.py\"]`, or begin it with `exec`";
    Some(Outcome::Bad(Finding::new(command.span, "in shell form", message).help(help)))
}

/// What the last stage starts: its entry point, else its command.
fn final_command(image: &Image) -> Option<&Instruction> {
    let from = image.instructions.iter().rposition(|instruction| instruction.keyword == "FROM").unwrap_or(0);
    let last =
        |keyword: &str| image.instructions[from..].iter().rev().find(|instruction| instruction.keyword == keyword);
    last("ENTRYPOINT").or_else(|| last("CMD"))
}

fn is_shell_form(command: &Instruction) -> bool {
    !command.text.starts_with('[') && !command.text.split_whitespace().any(|word| word == "exec")
}
