//! Projects in a temporary folder, with a git repository of their own.

use std::fs;
use std::path::{Path, PathBuf};

use git2::{IndexAddOption, Repository, RepositoryInitOptions};
use tempfile::TempDir;

/// A project on disk; it goes when this goes.
pub(crate) struct Project {
    folder: TempDir,
    name: String,
}

/// Whether git's index lists a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Tracked {
    /// As `git add -A` decides.
    #[default]
    Added,
    /// Left out.
    No,
    /// Listed although ignore rules may match it.
    Forced,
}

impl Project {
    /// An empty project of this name.
    pub(crate) fn new(name: &str) -> Self {
        let project = Self { folder: tempfile::tempdir().expect("a temporary folder"), name: name.to_owned() };
        fs::create_dir(project.root()).expect("a folder of that name");
        project
    }

    /// A project with these files and no repository.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let project = Self::new("my-app");
        files.iter().for_each(|(path, text)| project.write(path, text));
        project
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join(&self.name)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("folders are made");
        fs::write(path, text).expect("a file is written");
    }

    #[cfg(unix)]
    pub(crate) fn make_executable(&self, path: &str) {
        use std::os::unix::fs::PermissionsExt;
        let executable = fs::Permissions::from_mode(0o755);
        fs::set_permissions(self.root().join(path), executable).expect("a mode is set");
    }

    #[cfg(not(unix))]
    pub(crate) fn make_executable(&self, _path: &str) {}

    /// `git init` and `git add -A`, but for the files that say otherwise.
    pub(crate) fn add_to_git(&self, tracked: &[(String, Tracked)]) {
        let repository = self.init();
        let mut index = repository.index().expect("a new index");
        let skip = |path: &Path| tracked.iter().any(|(other, how)| Path::new(other) == path && *how == Tracked::No);
        let mut decide = |path: &Path, _: &[u8]| i32::from(skip(path));
        index.add_all(["*"], IndexAddOption::DEFAULT, Some(&mut decide)).expect("files are added");
        for (path, _) in tracked.iter().filter(|(_, how)| *how == Tracked::Forced) {
            index.add_path(Path::new(path)).expect("a file is added");
        }
        index.write().expect("the index is written");
    }

    /// A repository that knows nothing of the developer's own ignore rules.
    fn init(&self) -> Repository {
        let mut options = RepositoryInitOptions::new();
        options.external_template(false).initial_head("main");
        let repository = Repository::init_opts(self.root(), &options).expect("a new repository");
        let mut config = repository.config().expect("its configuration");
        let nothing = self.root().join(".git/no-excludes");
        config.set_str("core.excludesFile", &nothing.to_string_lossy()).expect("a setting is written");
        repository
    }
}
