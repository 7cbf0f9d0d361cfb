package npm

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
)

// defaultRegistry is npm's own.
const defaultRegistry = "https://registry.npmjs.org/"

// settings are npm's: of the environment, then of the project, the user and the
// computer. The first that gives a value counts.
type settings struct {
	env   func(string) (string, bool)
	home  string
	files []map[string]string
}

func readSettings(o Options) settings {
	s := settings{env: o.Env, home: o.Home}
	if o.Project != "" {
		s.load(filepath.Join(o.Project, ".npmrc"))
	}
	user := s.path("userconfig")
	if user == "" && s.home != "" {
		user = filepath.Join(s.home, ".npmrc")
	}
	s.load(user)
	global := s.path("globalconfig")
	if global == "" && s.prefix() != "" {
		global = filepath.Join(s.prefix(), "etc", "npmrc")
	}
	s.load(global)
	return s
}

// load reads a file, which may well be missing.
func (s *settings) load(name string) {
	if name == "" {
		return
	}
	text, err := readFile(os.DirFS(filepath.Dir(name)), filepath.Base(name))
	if err != nil {
		return
	}
	values := map[string]string{}
	for key, value := range parseINI(string(text)) {
		values[s.expand(key)] = s.expand(value)
	}
	s.files = append(s.files, values)
}

// prefix is the folder above npm's: of the settings, or where node lies.
func (s settings) prefix() string {
	if prefix := s.variable("PREFIX"); prefix != "" {
		return prefix
	}
	if prefix := s.path("prefix"); prefix != "" {
		return prefix
	}
	if data := s.variable("APPDATA"); data != "" && runtime.GOOS == "windows" {
		return filepath.Join(data, "npm")
	}
	node, err := exec.LookPath("node")
	if err == nil {
		node, err = filepath.EvalSymlinks(node)
	}
	if err != nil {
		return ""
	}
	return filepath.Dir(filepath.Dir(node))
}

// get returns a setting; "" where nothing gives it, or null.
func (s settings) get(key string) string {
	value := s.variable("npm_config_" + strings.ReplaceAll(key, "-", "_"))
	if value == "" {
		value = s.variable("NPM_CONFIG_" + strings.ToUpper(strings.ReplaceAll(key, "-", "_")))
	}
	for _, file := range s.files {
		if value == "" {
			value = file[key]
		}
	}
	if value == "null" {
		return ""
	}
	return value
}

// path returns a setting that names a file or folder.
func (s settings) path(key string) string {
	name := s.get(key)
	if rest, ok := strings.CutPrefix(name, "~/"); ok && s.home != "" {
		return filepath.Join(s.home, rest)
	}
	return name
}

// variable returns the first of these variables of the environment that has a
// value.
func (s settings) variable(names ...string) string {
	for _, name := range names {
		if value, ok := s.env(name); ok && value != "" {
			return value
		}
	}
	return ""
}

// expand puts in variables of the environment: ${NAME} stays where there is none
// of that name, ${NAME?} is empty then, and a backslash before it means no
// variable.
func (s settings) expand(text string) string {
	variable := regexp.MustCompile(`(\\*)\$\{([^${}?]+)(\??)\}`)
	return variable.ReplaceAllStringFunc(text, func(found string) string {
		parts := variable.FindStringSubmatch(found)
		escapes, name, optional := parts[1], parts[2], parts[3] == "?"
		kept := escapes[:len(escapes)/2]
		if len(escapes)%2 == 1 {
			return kept + strings.TrimLeft(found, `\`)
		}
		value, ok := s.env(name)
		if !ok && !optional {
			value = "${" + name + "}"
		}
		return kept + value
	})
}
