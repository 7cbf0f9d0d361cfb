package template

import (
	"maps"
	"slices"

	"golang.org/x/mod/semver"

	"mlvb/generator/syntax"
)

// NewsSince returns the news of the versions after one, up to the manifest's
// own, oldest first. A version in development has the news of its release.
func (m *Manifest) NewsSince(version string) []News {
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
		if at := versionName(v); semver.Compare(at, from) > 0 && semver.Compare(at, to) <= 0 {
			news = append(news, News{Version: v, Text: m.News[v]})
		}
	}
	return news
}

// News is what a version brings, in the template's words.
type News struct {
	Version string      `json:"version"`
	Text    syntax.Text `json:"text"`
}
