package generator

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-git/v5/config"
)

// identity is who commits.
type identity struct{ name, email string }

// identity finds who commits as git does: the environment, then the user's
// configuration, then the machine's. It is false when name or e-mail address
// is nowhere to be found; unlike git it never makes one up of the login name.
func (g *Git) identity() (identity, bool) {
	who := identity{name: g.env("GIT_AUTHOR_NAME"), email: g.env("GIT_AUTHOR_EMAIL")}
	for _, file := range g.configFiles() {
		c := readGitConfig(file, g.Home, 0)
		who.name = cmp.Or(who.name, c.name)
		who.email = cmp.Or(who.email, c.email)
	}
	who.email = cmp.Or(who.email, g.env("EMAIL"))
	return who, who.name != "" && who.email != ""
}

// configFiles lists git's configuration files, the strongest first.
func (g *Git) configFiles() []string {
	var files []string
	if global := g.env("GIT_CONFIG_GLOBAL"); global != "" {
		files = append(files, global)
	} else if g.Home != "" {
		xdg := cmp.Or(g.env("XDG_CONFIG_HOME"), filepath.Join(g.Home, ".config"))
		files = append(files, filepath.Join(g.Home, ".gitconfig"), filepath.Join(xdg, "git", "config"))
	}
	if none := g.env("GIT_CONFIG_NOSYSTEM"); none == "" || none == "0" || none == "false" {
		files = append(files, cmp.Or(g.env("GIT_CONFIG_SYSTEM"), "/etc/gitconfig"))
	}
	return files
}

func (g *Git) env(key string) string {
	if g.Getenv == nil {
		return ""
	}
	value, _ := g.Getenv(key)
	return strings.TrimSpace(value)
}

// maxIncludes bounds how deep configuration files include one another; git's
// own bound is 10.
const maxIncludes = 10

// readGitConfig reads the identity of a configuration file and of those that
// it includes. A file that is absent or broken names nobody: that the project
// is not committed is then told by the caller, with the way to do it.
func readGitConfig(file, home string, depth int) identity {
	f, err := os.Open(file)
	if err != nil || depth > maxIncludes {
		return identity{}
	}
	defer f.Close()
	c, err := config.ReadConfig(f)
	if err != nil {
		return identity{}
	}
	who := identity{name: c.User.Name, email: c.User.Email}
	for _, include := range c.Raw.Section("include").Options.GetAll("path") {
		included := readGitConfig(includePath(include, file, home), home, depth+1)
		who.name = cmp.Or(who.name, included.name)
		who.email = cmp.Or(who.email, included.email)
	}
	return who
}

func includePath(path, from, home string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		return filepath.Join(home, rest)
	}
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(from), path)
}
