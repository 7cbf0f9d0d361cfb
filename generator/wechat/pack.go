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

// Packs reports whether a file of a mini-program is in its package.
func (p PackOptions) Packs(file string) bool {
	if !packedType(file) || strings.HasPrefix(file, "node_modules/") || strings.Contains(file, "/node_modules/") {
		return false
	}
	applies := func(rule PackRule) bool { return rule.applies(file) }
	return slices.ContainsFunc(p.Include, applies) || !slices.ContainsFunc(p.Ignore, applies)
}

// applies compares without regard to case, as WeChat's compiler does.
func (r PackRule) applies(file string) bool {
	value := strings.ToLower(strings.TrimPrefix(path.Clean("/"+r.Value), "/"))
	file = strings.ToLower(file)
	switch r.Type {
	case "folder":
		return strings.HasPrefix(file, value+"/")
	case "file":
		return file == value
	case "prefix":
		return strings.HasPrefix(path.Base(file), value) || strings.HasPrefix(file, value)
	case "suffix":
		return strings.HasSuffix(file, strings.ToLower(r.Value))
	case "glob":
		return doublestar.MatchUnvalidated(value, file)
	case "regexp":
		expression, err := regexp.Compile("(?i)" + strings.Trim(r.Value, "/"))
		return err == nil && expression.MatchString(file)
	}
	return false
}

// packedType reports whether WeChat's compiler takes files of that kind into a
// package (miniprogram-ci, its list for want of the one on line).
func packedType(file string) bool {
	if strings.HasSuffix(file, ".d.ts") {
		return false
	}
	return slices.Contains([]string{
		".wxml", ".wxss", ".wxs", ".js", ".json", ".ts", ".less", ".sass", ".scss",
		".png", ".jpg", ".jpeg", ".gif", ".svg", ".br", ".cur", ".ico", ".cer", ".crt", ".cert",
		".mp3", ".aac", ".m4a", ".mp4", ".wav", ".ogg", ".silk", ".wasm", ".skel",
	}, strings.ToLower(path.Ext(file)))
}
