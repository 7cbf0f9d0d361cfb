package wechat

import (
	"encoding/json"
	"maps"
	"slices"
)

// WithSettings is the configuration of a page with more settings. What the page
// says itself stays.
func WithSettings(page []byte, settings map[string]any) []byte {
	var own map[string]json.RawMessage
	if json.Unmarshal(page, &own) != nil {
		return page
	}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		if _, has := own[name]; !has {
			page = withMember(page, name, settings[name])
		}
	}
	return page
}
