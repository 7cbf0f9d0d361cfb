package build

import (
	"encoding/json"
	"strings"
	"testing"
)

func FuzzTemplatesWithIncludes(f *testing.F) {
	for _, text := range []string{
		`<view wx:for="{{a}}" wx:key="{{b}}"><include src="x"/></view>`, `<include wx:for="{{a}}" src='y'>z</include><template name="t"><wxs module="m">1</wxs></template>`,
		`<import src="x"/><a b="{{ '}}' }}" c = d e={{f > g}}/><!-- < --><wxs>"</view>"</wxs>`, "<", "</", "<a b=\"", "{{", "<wxs module='m'>", "<view slot:a",
	} {
		f.Add(text, text)
	}
	f.Fuzz(func(t *testing.T, text, other string) {
		files := map[string]string{"a.wxml": text, "x.wxml": other, "y.wxml": text}
		made := written("a.wxml", text, func(name string) (string, bool) { found, ok := files[name]; return found, ok })
		for at := range made.text.Len() {
			if file, offset := made.origin(at); file == "" || offset < 0 {
				t.Fatalf("offset %d is from %q, %d", at, file, offset)
			}
		}
		end := 0
		for _, found := range tags(text) {
			if found.start < end || found.end <= found.start {
				t.Fatalf("tag %v begins before %d", found, end)
			}
			end = found.end
		}
	})
}

// BenchmarkNonsense has texts of a megabyte that would take minutes if every
// character were compared with every other.
func BenchmarkNonsense(b *testing.B) {
	for _, part := range []string{"{{'", "<a b='{{", "<template name='a'>", "<include src='a'>", "<!--", "<wxs>", "\""} {
		b.Run(part, func(b *testing.B) {
			text := strings.Repeat(part, largestSource/len(part))
			for b.Loop() {
				written("a.wxml", "<view wx:for='{{a}}'><include src='b'/>", func(string) (string, bool) { return text, true })
				parse(text)
			}
		})
	}
}

func FuzzJSON(f *testing.F) {
	for _, text := range []string{`{"a": [1, {"b": "//"}], /* c */ "d": null,}`, `[,]`, "{\"\\u00e9\": 1e999}", `{"a":1,"a":2}`, "//", `"\`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := parse(text)
		var whole any
		if err := json.Unmarshal([]byte(text), &whole); err == nil && (d.err != nil && d.root == nil || d.lenient >= 0) {
			t.Fatalf("%q is JSON, but %v, lenient at %d", text, d.err, d.lenient)
		}
		if line, column := placeOf(text, d.errAt); line < 1 || column < 1 || d.errAt > len(text) {
			t.Fatalf("%q: mistake at %d, which is %d:%d", text, d.errAt, line, column)
		}
	})
}
