package git

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
func (o Options) identity(dir string) (identity, bool) {
	c := configuration{home: o.Home, gitDir: filepath.Join(dir, ".git"), values: map[string]string{}}
	for _, file := range o.configFiles() {
		c.read(file, 0)
	}
	who := identity{
		name:  cmp.Or(o.env("GIT_AUTHOR_NAME"), c.values["author.name"], c.values["user.name"]),
		email: cmp.Or(o.env("GIT_AUTHOR_EMAIL"), c.values["author.email"], c.values["user.email"], o.env("EMAIL")),
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
func (o Options) configFiles() []string {
	var files []string
	if none := o.env("GIT_CONFIG_NOSYSTEM"); none == "" || none == "0" || none == "false" {
		files = append(files, cmp.Or(o.env("GIT_CONFIG_SYSTEM"), "/etc/gitconfig"))
	}
	if global := o.env("GIT_CONFIG_GLOBAL"); global != "" {
		return append(files, global)
	}
	if xdg := o.env("XDG_CONFIG_HOME"); xdg != "" {
		files = append(files, filepath.Join(xdg, "git", "config"))
	} else if o.Home != "" {
		files = append(files, filepath.Join(o.Home, ".config", "git", "config"))
	}
	if o.Home != "" {
		files = append(files, filepath.Join(o.Home, ".gitconfig"))
	}
	return files
}

func (o Options) env(key string) string {
	if o.Getenv == nil {
		return ""
	}
	value, _ := o.Getenv(key)
	return strings.TrimSpace(value)
}
