package generator

// Repository is what became of a project's git repository.
type Repository string

// What became of a project's git repository.
const (
	RepositoryNone      Repository = "none"      // not asked for
	RepositoryCommitted Repository = "committed" // branch main with one commit
	RepositoryStaged    Repository = "staged"    // all is staged; no commit, no identity is configured or files of the user's are in it
	RepositoryInside    Repository = "inside"    // the project lies in a work tree already; nothing was done
	RepositoryFailed    Repository = "failed"    // see Result.GitError; the project stands
)

// Git is how to make a project's repository.
type Git struct {
	Message string                          // of the first commit
	Home    string                          // the user's home folder, for ~/.gitconfig
	Getenv  func(key string) (string, bool) // GIT_AUTHOR_NAME and the like; os.LookupEnv
}
