//! Runs of the program that must end in time.

use std::io::Read;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// No audit of a test's project takes this long unless it hangs.
const LIMIT: Duration = Duration::from_secs(20);

/// What a command gives back.
///
/// # Panics
/// When it takes longer than any audit should.
pub(crate) fn run_bounded(command: &mut Command) -> Output {
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let stdout = read(child.stdout.take().expect("a pipe"));
    let stderr = read(child.stderr.take().expect("a pipe"));
    let status = wait(&mut child);
    Output { status, stdout: stdout.join().expect("output"), stderr: stderr.join().expect("output") }
}

/// Reads to the end beside the wait, so that a full pipe stops nobody.
fn read(mut from: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).expect("a pipe is read");
        bytes
    })
}

fn wait(child: &mut Child) -> std::process::ExitStatus {
    let started = Instant::now();
    while started.elapsed() < LIMIT {
        if let Some(status) = child.try_wait().expect("a child is waited for") {
            return status;
        }
        thread::sleep(Duration::from_millis(5));
    }
    child.kill().expect("a child is ended");
    panic!("the program ran for more than {LIMIT:?}");
}
