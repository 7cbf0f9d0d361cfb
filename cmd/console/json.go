package console

import "encoding/json"

// errorObject is what every command with --json prints instead of its results
// when it fails. The same words go to the standard error, for people.
type errorObject struct {
	Schema   int       `json:"schema"`
	Error    errorBody `json:"error"`
	Warnings []Warning `json:"warnings,omitempty"` // of what happened before
}

type errorBody struct {
	Code    string `json:"code"` // the exit code in a word
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// failJSON prints an error as JSON, unless the results are there already, as
// those of a command that left conflicts are.
func (c *Console) failJSON(f *Failure) error {
	if !c.WantsJSON || c.hasJSON {
		return nil
	}
	return c.PrintJSON(errorObject{1, errorBody{codeWord(f.Code), f.Say, f.Hint}, c.warned})
}

func codeWord(exit int) string {
	switch exit {
	case ExitRefused:
		return "refused"
	case ExitConflicts:
		return "conflicts"
	case ExitOutdated:
		return "outdated"
	case ExitInterrupted:
		return "interrupted"
	default:
		return "failed"
	}
}

// PrintJSON writes one object as the whole of the results, or as their last
// line.
func (c *Console) PrintJSON(value any) error {
	c.hasJSON = true
	encoder := json.NewEncoder(c.Out)
	encoder.SetEscapeHTML(false)
	if !c.JSONLines {
		encoder.SetIndent("", "  ")
	}
	if err := encoder.Encode(value); err != nil && c.Out.Lost() == nil {
		return err
	}
	return nil // what can't be written, Out remembers
}

// OrEmpty makes a list of no entries, where JSON would have null.
func OrEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
