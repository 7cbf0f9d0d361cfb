package template

import (
	"maps"
	"slices"

	"golang.org/x/mod/semver"

	"mlvb/generator/syntax"
)

// NewsItem is one thing that a version brings.
type NewsItem struct {
	Text syntax.Text
	In   string // folder or file of the template that it is about; empty for all of it
}

// News is what a version brings to a project, in the template's words.
type News struct {
	Version string      `json:"version"`
	Text    syntax.Text `json:"text"` // a line for each item
}

// NewsSince returns the news of the versions after one, up to the manifest's
// own, oldest first. A version in development has the news of its release. News
// of parts that a project does not have are left out; has tells which it has.
func (m *Manifest) NewsSince(version string, has func(path string) bool) []News {
	from, to := versionName(version), versionName(m.Version)
	if !semver.IsValid(from) {
		return nil
	}
	if pre := semver.Prerelease(to); pre != "" {
		to = to[:len(to)-len(pre)]
	}
	var news []News
	byAge := func(a, b string) int { return semver.Compare(versionName(a), versionName(b)) }
	for _, v := range slices.SortedFunc(maps.Keys(m.News), byAge) {
		if at := versionName(v); semver.Compare(at, from) <= 0 || semver.Compare(at, to) > 0 {
			continue
		}
		if text := m.NewsOf(v, has); len(text) > 0 {
			news = append(news, News{Version: v, Text: text})
		}
	}
	return news
}

// NewsOf returns the news of one version, a line for each item.
func (m *Manifest) NewsOf(version string, has func(path string) bool) syntax.Text {
	lines := syntax.Text{}
	for _, item := range m.News[version] {
		if item.In != "" && !has(item.In) {
			continue
		}
		for locale := range m.locales(version) {
			if lines[locale] != "" {
				lines[locale] += "\n"
			}
			lines[locale] += item.Text.In(locale)
		}
	}
	return lines
}

// locales are the languages that the news of a version are in.
func (m *Manifest) locales(version string) map[string]bool {
	locales := map[string]bool{}
	for _, item := range m.News[version] {
		for locale := range item.Text {
			locales[locale] = true
		}
	}
	return locales
}
