package build

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"strings"
)

const largestConfig = 1 << 20 // bytes

// A Project is what project.config.json says, as far as a build needs it.
type Project struct {
	Folder string // of the mini-program, the one with app.json
	Prefix string // the same from the project's folder, empty or with a slash at its end
	AppID  string // empty when there is none
}

// Open finds the mini-program of a project: the folder that
// project.config.json names, over which project.private.config.json goes, else
// the project's folder itself. An error is a sentence for the user.
func Open(folder string, say func(key string, args ...any) string) (Project, error) {
	words := Options{Say: say}
	config := map[string]any{}
	for _, name := range []string{"project.config.json", "project.private.config.json"} {
		file := filepath.Join(folder, name)
		read, err := readConfig(file)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return Project{}, fmt.Errorf("%s", words.Say("build.config", file, err))
		}
		maps.Copy(config, read)
	}
	appid, _ := config["appid"].(string)
	roots := []string{}
	for _, key := range []string{"miniprogramRoot", "srcMiniprogramRoot"} {
		if root, _ := config[key].(string); root != "" {
			roots = append(roots, root)
		}
	}
	for _, root := range append(roots, "") {
		prefix := prefixOf(root)
		inside := filepath.Join(folder, filepath.FromSlash(prefix))
		if info, err := os.Stat(filepath.Join(inside, appFile)); err == nil && info.Mode().IsRegular() {
			return Project{Folder: inside, Prefix: prefix, AppID: appid}, nil
		}
	}
	named := filepath.Join(folder, filepath.FromSlash(prefixOf(append(roots, "")[0])))
	return Project{}, fmt.Errorf("%s", words.Say("build.noApp", named))
}

// prefixOf cleans a root as DevTools does: it is always inside of the project.
func prefixOf(root string) string {
	clean := path.Clean("/" + strings.ReplaceAll(root, `\`, "/"))[1:]
	if clean == "" {
		return ""
	}
	return clean + "/"
}

func readConfig(file string) (map[string]any, error) {
	opened, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	data, err := io.ReadAll(io.LimitReader(opened, largestConfig))
	if err != nil {
		return nil, err
	}
	plain, _ := withoutComments(strings.TrimPrefix(string(data), "\ufeff"))
	config := map[string]any{}
	return config, json.Unmarshal(plain, &config)
}
