package cmd

import (
	"crypto/sha256"
	"encoding/hex"

	"mlvb/cmd/console"
	"mlvb/generator/git"
	"mlvb/generator/plan"
	"mlvb/generator/project"
)

// newObject is what `mlvb new --json` prints.
type newObject struct {
	Schema     int               `json:"schema"`
	Dir        string            `json:"dir"` // from where the user stands
	DryRun     bool              `json:"dryRun"`
	Files      []fileObject      `json:"files"` // that are written
	Plan       plan.Plan         `json:"plan"`
	Record     project.Record    `json:"record"`
	Repository git.Outcome       `json:"repository"`
	Warnings   []console.Warning `json:"warnings"`
	recoveryObject
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
		Warnings:   append(r.Warned(), r.warningList()...),

		recoveryObject: r.project.recoveryObject(),
	}
	for _, step := range written(r.result.Plan) {
		object.Files = append(object.Files, describe(step))
	}
	return r.PrintJSON(object)
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
