package wechat

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// PackOptions tell which files of a mini-program are in its package.
type PackOptions struct {
	Ignore  []PackRule `json:"ignore"`
	Include []PackRule `json:"include"` // beats Ignore
}

// PackRule names files by their paths from the mini-program's root on.
type PackRule struct {
	Value string `json:"value"`
	Type  string `json:"type"` // folder, file, prefix, suffix, regexp or glob
}

// Packs returns a function that reports whether a file of a mini-program is in
// its package.
func (p PackOptions) Packs() func(file string) bool {
	include, ignore := matchers(p.Include), matchers(p.Ignore)
	return func(file string) bool {
		lower := strings.ToLower(file)
		matches := func(rule func(string) bool) bool { return rule(lower) }
		return Packable(file) && (slices.ContainsFunc(include, matches) || !slices.ContainsFunc(ignore, matches))
	}
}

func matchers(rules []PackRule) []func(lower string) bool {
	list := make([]func(string) bool, len(rules))
	for i, rule := range rules {
		list[i] = rule.matcher()
	}
	return list
}

// matcher reports of a path in lower case whether the rule is for it: WeChat's
// compiler compares without regard to case.
func (r PackRule) matcher() func(lower string) bool {
	value := strings.ToLower(strings.TrimPrefix(path.Clean("/"+r.Value), "/"))
	switch r.Type {
	case "folder":
		return func(file string) bool { return strings.HasPrefix(file, value+"/") }
	case "file":
		return func(file string) bool { return file == value }
	case "prefix":
		return func(file string) bool {
			return strings.HasPrefix(path.Base(file), value) || strings.HasPrefix(file, value)
		}
	case "suffix":
		suffix := strings.ToLower(r.Value)
		return func(file string) bool { return strings.HasSuffix(file, suffix) }
	case "glob":
		return func(file string) bool { return doublestar.MatchUnvalidated(value, file) }
	case "regexp":
		if expression, err := regexp.Compile("(?i)" + strings.Trim(r.Value, "/")); err == nil {
			return expression.MatchString
		}
	}
	return func(string) bool { return false }
}

// Packable reports whether WeChat's compiler takes a file of that name into a
// package where no rule keeps it out (miniprogram-ci, its list for want of the one
// on line).
func Packable(file string) bool {
	if strings.HasSuffix(file, ".d.ts") || strings.HasPrefix(file, "node_modules/") || strings.Contains(file, "/node_modules/") {
		return false
	}
	return slices.Contains([]string{
		".wxml", ".wxss", ".wxs", ".js", ".json", ".ts", ".less", ".sass", ".scss",
		".png", ".jpg", ".jpeg", ".gif", ".svg", ".br", ".cur", ".ico", ".cer", ".crt", ".cert",
		".mp3", ".aac", ".m4a", ".mp4", ".wav", ".ogg", ".silk", ".wasm", ".skel",
	}, strings.ToLower(path.Ext(file)))
}
