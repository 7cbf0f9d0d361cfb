package cmd

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"mlvb/cmd/console"
	"mlvb/cmd/words"
	"mlvb/generator/project"
	"mlvb/generator/wechat"
)

// A devProject is a mini-program to develop: a project of mlvb, or any other.
type devProject struct {
	projectFolder
	foreign bool // mlvb has no record of it
}

// findDevProject finds the project that a folder lies in, else the mini-program.
func findDevProject(c *console.Console, dir string) (devProject, error) {
	if _, err := os.Stat(dir); err != nil {
		return devProject{}, console.Failed(c.Say("serve.noFolder", dir, cause(c, err)), c.Say("dev.noFolderHint"))
	}
	p, err := findProject(c, dir, false)
	var fault *project.Error
	if !errors.As(err, &fault) || fault.Reason != project.NotAProject {
		return devProject{projectFolder: p}, err
	}
	at, err := miniProgramAround(dir)
	if err != nil {
		return devProject{}, console.Failed(c.Say("dev.none", shownFolder(dir)), c.Say("dev.noneHint"))
	}
	return devProject{projectFolder{dir: at}, true}, nil
}

// miniProgramAround walks up from a folder to the one that DevTools would open.
func miniProgramAround(dir string) (string, error) {
	at, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for ; ; at = filepath.Dir(at) {
		for _, name := range []string{wechat.ProjectConfig, wechat.AppConfig} {
			if info, err := os.Stat(filepath.Join(at, name)); err == nil && info.Mode().IsRegular() {
				return console.Relative(at), nil
			}
		}
		if at == filepath.Dir(at) {
			return "", fs.ErrNotExist
		}
	}
}

// language is that of the project, else the user's.
func (p devProject) language(c *console.Console) string {
	if spoken, ok := p.record.Answers["locale"].(string); ok {
		return spoken
	}
	if c.Language == words.Chinese {
		return string(words.Chinese)
	}
	return string(words.English)
}
