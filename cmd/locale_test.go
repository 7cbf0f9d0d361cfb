package cmd

import (
	"testing"

	"mlvb/cmd/words"
)

func TestChooseLanguage(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		env  map[string]string
		want words.Language
	}{
		{"LANG", nil, map[string]string{"LANG": "zh_CN.UTF-8"}, words.Chinese},
		{"LC_ALL wins", nil, map[string]string{"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "zh_CN", "LANG": "zh_CN"}, words.English},
		{"LC_MESSAGES before LANG", nil, map[string]string{"LC_MESSAGES": "zh_TW", "LANG": "en_US"}, words.Chinese},
		{"empty is not set", nil, map[string]string{"LC_ALL": "", "LANG": "zh_CN"}, words.Chinese},
		{"C", nil, map[string]string{"LC_ALL": "C.UTF-8", "LANG": "zh_CN"}, words.English},
		{"another language", nil, map[string]string{"LANG": "ja_JP.UTF-8"}, words.English},
		{"the flag wins", []string{"new", "--locale", "zh-Hans-CN"}, map[string]string{"LC_ALL": "en_US"}, words.Chinese},
		{"the flag with =", []string{"--locale=en"}, map[string]string{"LC_ALL": "zh_CN"}, words.English},
		{"the last flag wins", []string{"--locale=en", "--locale=zh"}, map[string]string{"LANG": "en"}, words.Chinese},
		{"behind -- is no flag", []string{"new", "--", "--locale=zh"}, map[string]string{"LANG": "en"}, words.English},
		{"another flag", []string{"new", "--locales=zh"}, map[string]string{"LANG": "en"}, words.English},
	} {
		got, refused := chooseLanguage(c.args, func(name string) (string, bool) {
			value, ok := c.env[name]
			return value, ok
		})
		if got != c.want || refused != "" {
			t.Errorf("%s: %s, %q; want %s", c.name, got, refused, c.want)
		}
	}
}

func TestChooseLanguageRefusesOthers(t *testing.T) {
	got, refused := chooseLanguage([]string{"--locale", "fr"}, func(string) (string, bool) { return "zh_CN", true })
	if got != words.Chinese || refused != "fr" {
		t.Errorf("%s, %q; want the refusal in the environment's language", got, refused)
	}
}
