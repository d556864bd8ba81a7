//! Finding and opening the repository of a folder, with a reason where there is one that cannot be opened.

use std::path::{Path, PathBuf};

use git2::{Error, ErrorCode, Repository};

use crate::gather::text;

/// Files that git reads to their end.
const FILES: [&str; 5] = ["HEAD", "config", "commondir", "index", "packed-refs"];

/// The repository a folder lies in, `None` where there is none; else why it cannot be opened, as a clause.
pub(super) fn discover(root: &Path) -> Result<Option<Repository>, String> {
    let marked = root.ancestors().find(|folder| folder.join(".git").symlink_metadata().is_ok());
    let marked = marked.filter(|_| !is_git_folder(root));
    if let Some(folder) = marked {
        expect_sound(folder)?;
    }
    match (Repository::discover(root), marked) {
        (Err(error), None) if error.code() == ErrorCode::NotFound => Ok(None),
        (Err(error), Some(_)) if error.code() == ErrorCode::NotFound => Err(NONE.to_owned()),
        (Err(error), _) => Err(reason(&error)),
        (Ok(repository), Some(folder)) if lies_above(&repository, folder) => Err(NONE.to_owned()),
        (Ok(repository), _) => Ok(Some(repository)),
    }
}

/// The repository whose work tree is `folder`; else why it cannot be opened, as a clause.
pub(super) fn open(folder: &Path) -> Result<Repository, String> {
    expect_sound(folder)?;
    Repository::open(folder).map_err(|error| reason(&error))
}

const NONE: &str = "it leads to no repository";

/// Whether a folder is itself what is elsewhere called `.git`; it is no project, and git says so.
fn is_git_folder(root: &Path) -> bool {
    root.join("HEAD").exists() && root.join("objects").is_dir()
}

/// Whether git passed over the `.git` of `folder` and found another repository further up.
fn lies_above(repository: &Repository, folder: &Path) -> bool {
    let top = repository.workdir().and_then(|top| top.canonicalize().ok());
    top.is_some_and(|top| folder != top && folder.starts_with(top))
}

/// Git waits for a pipe as long as nobody writes to it.
fn expect_sound(folder: &Path) -> Result<(), String> {
    let git = git_folder(folder)?;
    match FILES.into_iter().find(|file| is_no_file(&git.join(file))) {
        Some(file) => Err(format!("it is damaged: its `{file}` is no regular file")),
        None => Ok(()),
    }
}

fn is_no_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| !metadata.is_file())
}

/// The folder behind `.git`, which may be a file that names another.
fn git_folder(folder: &Path) -> Result<PathBuf, String> {
    let git = folder.join(".git");
    if git.is_dir() {
        return Ok(git);
    }
    let text = text::steering(&git).map_err(|error| format!("`.git` cannot be read: {error}"))?;
    Ok(folder.join(text.trim().strip_prefix("gitdir:").unwrap_or_default().trim()))
}

/// Why a repository cannot be read, without the paths libgit2 puts into its messages.
pub(super) fn reason(error: &Error) -> String {
    match error.code() {
        ErrorCode::Owner => {
            "it belongs to another user, and git trusts it only once `safe.directory` names it".to_owned()
        }
        _ => {
            let message = error.message().lines().next().unwrap_or("no reason given");
            let message = message.split(" (in ").next().unwrap_or(message);
            format!("it is damaged: {}", without_path(message))
        }
    }
}

/// A message without the path that libgit2 puts between quotes.
fn without_path(message: &str) -> String {
    match (message.find('\''), message.rfind('\'')) {
        (Some(start), Some(end)) if message[start..end].contains('/') => {
            format!("{}`.git`{}", &message[..start], &message[end + 1..])
        }
        _ => message.to_owned(),
    }
}
