package cmd

import (
	"strings"

	"mlvb/cmd/console"
	"mlvb/cmd/words"

	system "github.com/jeandeaual/go-locale"
)

// languageFlag is the one flag that is read before all others: the help that
// lists the flags is in that language already.
const languageFlag = "locale"

// languages lists what --locale takes.
func languages() []string { return []string{string(words.English), string(words.Chinese)} }

// chooseLanguage decides which language to speak: what --locale says, then the
// environment in POSIX order, then the operating system. Any Chinese locale
// means Chinese, any other English. It also returns what --locale said where
// that is neither.
func chooseLanguage(args []string, lookup console.Lookup) (spoken words.Language, refused string) {
	named := flagValue(args, languageFlag)
	switch part := languageOf(named); {
	case named == "":
		return environmentLanguage(lookup), ""
	case part == "zh" || part == "en":
		return speakable(named), ""
	default:
		return environmentLanguage(lookup), named
	}
}

func environmentLanguage(lookup console.Lookup) words.Language {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value, _ := lookup(name); value != "" {
			return speakable(value)
		}
	}
	locale, err := system.GetLocale()
	if err != nil {
		return words.English
	}
	return speakable(locale)
}

func speakable(locale string) words.Language {
	if languageOf(locale) == "zh" {
		return words.Chinese
	}
	return words.English
}

// languageOf is the language part of a POSIX locale or a BCP 47 tag:
// zh_CN.UTF-8, zh-Hans-CN and zh are all "zh".
func languageOf(locale string) string {
	part, _, _ := strings.Cut(strings.NewReplacer("_", "-", ".", "-", "@", "-").Replace(locale), "-")
	return strings.ToLower(part)
}
