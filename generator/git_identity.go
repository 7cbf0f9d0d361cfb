package generator

import (
	"cmp"
	"path/filepath"
	"strings"
)

// identity is who commits.
type identity struct{ name, email string }

// identity finds who commits in the repository of dir, as git does: the
// environment, then the configuration, the user's before the machine's. It is
// false when name or e-mail address is nowhere to be found; unlike git it never
// makes one up of the login name.
func (g *Git) identity(dir string) (identity, bool) {
	c := gitConfiguration{home: g.Home, gitDir: filepath.Join(dir, ".git"), values: map[string]string{}}
	for _, file := range g.configFiles() {
		c.read(file, 0)
	}
	who := identity{
		name:  cmp.Or(g.env("GIT_AUTHOR_NAME"), c.values["author.name"], c.values["user.name"]),
		email: cmp.Or(g.env("GIT_AUTHOR_EMAIL"), c.values["author.email"], c.values["user.email"], g.env("EMAIL")),
	}
	who = identity{plainName(who.name), plainName(who.email)}
	return who, who.name != "" && who.email != ""
}

// plainName drops what would break the line of a commit that it stands in.
func plainName(name string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '<' || r == '>' || r == '\n' || r == 0 {
			return -1
		}
		return r
	}, name))
}

// configFiles lists git's configuration files; what a later one says counts.
func (g *Git) configFiles() []string {
	var files []string
	if none := g.env("GIT_CONFIG_NOSYSTEM"); none == "" || none == "0" || none == "false" {
		files = append(files, cmp.Or(g.env("GIT_CONFIG_SYSTEM"), "/etc/gitconfig"))
	}
	if global := g.env("GIT_CONFIG_GLOBAL"); global != "" {
		return append(files, global)
	}
	if xdg := g.env("XDG_CONFIG_HOME"); xdg != "" {
		files = append(files, filepath.Join(xdg, "git", "config"))
	} else if g.Home != "" {
		files = append(files, filepath.Join(g.Home, ".config", "git", "config"))
	}
	if g.Home != "" {
		files = append(files, filepath.Join(g.Home, ".gitconfig"))
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
