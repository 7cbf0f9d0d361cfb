package wechat

import "fmt"

// ConfigReason is why a mini-program's configuration can't be used.
type ConfigReason string

// The reasons of a [ConfigError].
const (
	Unreadable ConfigReason = "not-a-mini-program" // the file is missing or can't be read
	BadRoot    ConfigReason = "bad-root"           // miniprogramRoot is no folder of the project
	BadJSON    ConfigReason = "bad-json"           // the file is no JSON; Err, a *merge.SyntaxError, says where
)

// ConfigError is a fault in project.config.json or app.json.
type ConfigError struct {
	Reason ConfigReason
	Path   string // of the file within the project, with slashes
	Root   string // the miniprogramRoot that is wrong
	Err    error  // the cause; may be nil
}

// Error names the file and the cause.
func (e *ConfigError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %v", e.Path, e.Err)
	}
	return fmt.Sprintf("%s: %s %q", e.Path, e.Reason, e.Root)
}

// Unwrap returns the cause.
func (e *ConfigError) Unwrap() error { return e.Err }
