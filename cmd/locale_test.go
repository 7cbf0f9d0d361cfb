package cmd

import "testing"

func TestChooseLanguage(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		env  map[string]string
		want language
	}{
		{"LANG", nil, map[string]string{"LANG": "zh_CN.UTF-8"}, chinese},
		{"LC_ALL wins", nil, map[string]string{"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "zh_CN", "LANG": "zh_CN"}, english},
		{"LC_MESSAGES before LANG", nil, map[string]string{"LC_MESSAGES": "zh_TW", "LANG": "en_US"}, chinese},
		{"empty is not set", nil, map[string]string{"LC_ALL": "", "LANG": "zh_CN"}, chinese},
		{"C", nil, map[string]string{"LC_ALL": "C.UTF-8", "LANG": "zh_CN"}, english},
		{"another language", nil, map[string]string{"LANG": "ja_JP.UTF-8"}, english},
		{"the flag wins", []string{"new", "--locale", "zh-Hans-CN"}, map[string]string{"LC_ALL": "en_US"}, chinese},
		{"the flag with =", []string{"--locale=en"}, map[string]string{"LC_ALL": "zh_CN"}, english},
		{"the last flag wins", []string{"--locale=en", "--locale=zh"}, map[string]string{"LANG": "en"}, chinese},
		{"behind -- is no flag", []string{"new", "--", "--locale=zh"}, map[string]string{"LANG": "en"}, english},
		{"another flag", []string{"new", "--locales=zh"}, map[string]string{"LANG": "en"}, english},
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
	if got != chinese || refused != "fr" {
		t.Errorf("%s, %q; want the refusal in the environment's language", got, refused)
	}
}
