package console

import (
	"slices"
	"testing"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name, text string
		width      int
		want       []string
	}{
		{"words", "one two  three", 9, []string{"one two", "three"}},
		{"a word that is too long", "a --conflicts b", 5, []string{"a", "--conflicts", "b"}},
		{"lines stay", "a\n\nb", 9, []string{"a", "", "b"}},
		{"Chinese", "模板是一个文件夹", 8, []string{"模板是一", "个文件夹"}},
		{"no comma begins a line", "模板是一，个", 8, []string{"模板是", "一，个"}},
		{"no bracket ends a line", "模板是（一）", 8, []string{"模板是", "（一）"}},
		{"both", "用 mlvb update 更新", 9, []string{"用 mlvb", "update 更", "新"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Wrap(c.text, c.width); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestReflow(t *testing.T) {
	for text, want := range map[string]string{
		"one\ntwo\n\nthree\nfour":          "one two\n\nthree four",
		"取自\nserver/.env 和\n环境变量，\nserver": "取自 server/.env 和环境变量，server",
	} {
		if got := reflow(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
