package syntax

// Text is one sentence in several languages, by locale: "en", "zh-CN".
type Text map[string]string

// In returns the text in a locale. Where that is missing it is the English
// text, and the empty string where there is none either.
func (t Text) In(locale string) string {
	if say, ok := t[locale]; ok {
		return say
	}
	return t["en"]
}
