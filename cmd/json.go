package cmd

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"github.com/spf13/cobra"

	"mlvb/generator/git"
	"mlvb/generator/plan"
	"mlvb/generator/project"
)

// jsonFlag asks for results that programs read.
const jsonFlag = "json"

// addJSONFlag lets a command print its results as JSON.
func addJSONFlag(c *console, cmd *cobra.Command, asJSON *bool) {
	cmd.Flags().BoolVar(asJSON, jsonFlag, false, c.say("flags.json"))
}

// wantsJSON reports whether a command was asked for JSON: by its flag, or by
// the argument, where the parser stopped at a fault before it.
func wantsJSON(cmd *cobra.Command, args []string) bool {
	flag := cmd.Flags().Lookup(jsonFlag)
	return flag != nil && (flag.Value.String() == "true" || slices.Contains(args, "--"+jsonFlag))
}

// errorObject is what every command with --json prints instead of its results
// when it fails. The same words go to the standard error, for people.
type errorObject struct {
	Schema int       `json:"schema"`
	Error  errorBody `json:"error"`
}

type errorBody struct {
	Code    string `json:"code"` // the exit code in a word
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// failJSON prints an error as JSON, unless the results are there already, as
// those of a command that left conflicts are.
func (c *console) failJSON(f *failure) error {
	if !c.wantsJSON || c.hasJSON {
		return nil
	}
	return c.printJSON(errorObject{1, errorBody{codeWord(f.code), f.say, f.hint}})
}

func codeWord(exit int) string {
	switch exit {
	case exitRefused:
		return "refused"
	case exitConflicts:
		return "conflicts"
	case exitOutdated:
		return "outdated"
	case exitInterrupted:
		return "interrupted"
	default:
		return "failed"
	}
}

// printJSON writes one object, indented, as the whole of the results.
func (c *console) printJSON(value any) error {
	c.hasJSON = true
	encoder := json.NewEncoder(c.out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// newObject is what `mlvb new --json` prints.
type newObject struct {
	Schema     int            `json:"schema"`
	Dir        string         `json:"dir"` // from where the user stands
	DryRun     bool           `json:"dryRun"`
	Files      []fileObject   `json:"files"` // that are written
	Plan       plan.Plan      `json:"plan"`
	Record     project.Record `json:"record"`
	Repository git.Outcome    `json:"repository"`
	Warnings   []warning      `json:"warnings"`
}

type fileObject struct {
	Path       string      `json:"path"`
	Action     plan.Action `json:"action"`
	Bytes      int         `json:"bytes"`
	SHA256     string      `json:"sha256,omitempty"` // withheld where the file holds secrets
	Executable bool        `json:"executable,omitempty"`
	Secret     bool        `json:"secret,omitempty"`
}

func (r newReport) json() error {
	object := newObject{
		Schema:     1,
		Dir:        r.path(),
		DryRun:     r.options.dryRun,
		Files:      []fileObject{},
		Plan:       r.result.Plan,
		Record:     r.result.Record,
		Repository: r.result.Repository,
		Warnings:   r.warningList(),
	}
	for _, step := range written(r.result.Plan) {
		object.Files = append(object.Files, describe(step))
	}
	return r.printJSON(object)
}

func describe(step plan.Step) fileObject {
	f := fileObject{
		Path:       step.Path,
		Action:     step.Action,
		Bytes:      len(step.File.Content),
		Executable: step.File.Executable,
		Secret:     step.File.Secret,
	}
	if !step.File.Secret {
		sum := sha256.Sum256(step.File.Content)
		f.SHA256 = hex.EncodeToString(sum[:])
	}
	return f
}
