package cmd

import (
	"strings"

	system "github.com/jeandeaual/go-locale"
)

// A language is one that mlvb speaks, named as the texts of a template name it.
type language string

const (
	english language = "en"
	chinese language = "zh-CN"
)

// languageFlag is the one flag that is read before all others: the help that
// lists the flags is in that language already.
const languageFlag = "locale"

// languages lists what --locale takes.
func languages() []string { return []string{string(english), string(chinese)} }

// chooseLanguage decides which language to speak: what --locale says, then the
// environment in POSIX order, then the operating system. Any Chinese locale
// means Chinese, any other English. It also returns what --locale said where
// that is neither.
func chooseLanguage(args []string, lookup lookup) (spoken language, refused string) {
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

func environmentLanguage(lookup lookup) language {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value, _ := lookup(name); value != "" {
			return speakable(value)
		}
	}
	locale, err := system.GetLocale()
	if err != nil {
		return english
	}
	return speakable(locale)
}

func speakable(locale string) language {
	if languageOf(locale) == "zh" {
		return chinese
	}
	return english
}

// languageOf is the language part of a POSIX locale or a BCP 47 tag:
// zh_CN.UTF-8, zh-Hans-CN and zh are all "zh".
func languageOf(locale string) string {
	part, _, _ := strings.Cut(strings.NewReplacer("_", "-", ".", "-", "@", "-").Replace(locale), "-")
	return strings.ToLower(part)
}
