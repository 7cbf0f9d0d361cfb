// Package wechat knows what a mini-program is: its configuration files and how
// they merge, its root, pages and sub-packages, and where a sub-package may go.
// It knows nothing of mlvb's projects.
package wechat

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"

	"mlvb/generator/files"
)

// MiniProgram is what its configuration says of a mini-program.
type MiniProgram struct {
	Root  string // folder of app.json within the project, with slashes; "." is the project itself
	AppID string // empty when there is none
	App   App
}

// ReadMiniProgram reads the project.config.json in dir and app.json. Members of
// another shape than WeChat's tell nothing. The error is a [*ConfigError].
func ReadMiniProgram(dir string) (MiniProgram, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return MiniProgram{Root: "."}, &ConfigError{Reason: Unreadable, Path: ProjectConfig, Err: fs.ErrNotExist}
	}
	defer root.Close()
	config, err := ReadConfig(root.FS())
	if err != nil {
		return MiniProgram{Root: "."}, err
	}
	return config.At(root.FS(), config.Root)
}

// Config is what project.config.json says.
type Config struct {
	Root        string // miniprogramRoot as a path within the project; "." where it says none
	AppID       string
	CompileType string // "miniprogram" where it says nothing
	Pack        PackOptions
}

// ReadConfig reads project.config.json, and what project.private.config.json
// says instead. The error is a [*ConfigError]; its cause is fs.ErrNotExist where
// there is no such file: DevTools makes one when it imports a mini-program.
func ReadConfig(project fs.FS) (Config, error) {
	c := Config{Root: ".", CompileType: "miniprogram"}
	config, err := readConfig(project, ProjectConfig)
	if err != nil {
		return c, err
	}
	// What is wrong with a file that stays on one computer is DevTools' to tell.
	private, _ := readConfig(project, privateConfig)
	for _, from := range []members{config, private} {
		from.read("miniprogramRoot", &c.Root)
		from.read("appid", &c.AppID)
		from.read("packOptions", &c.Pack)
	}
	config.read("compileType", &c.CompileType)
	written := c.Root
	if c.Root = cleanRoot(written); c.Root != "." && files.CheckPath(c.Root) != nil {
		return c, &ConfigError{Reason: BadRoot, Path: ProjectConfig, Root: written}
	}
	return c, nil
}

// cleanRoot is a miniprogramRoot as a path within the project. WeChat takes it
// with slashes of any kind around it.
func cleanRoot(written string) string {
	clean := path.Clean(strings.ReplaceAll(written, `\`, "/"))
	return path.Clean(strings.TrimLeft(clean, "/"))
}

// At is the mini-program of a project whose app.json is in that folder. The
// error is a [*ConfigError].
func (c Config) At(project fs.FS, root string) (MiniProgram, error) {
	m := MiniProgram{Root: root, AppID: c.AppID}
	var err error
	m.App, err = ReadApp(project, path.Join(root, AppConfig))
	return m, err
}

// IsAbsent reports whether a fault is that there is no such file.
func IsAbsent(err error) bool {
	var fault *ConfigError
	return errors.As(err, &fault) && errors.Is(fault.Err, fs.ErrNotExist)
}
