package cmd

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
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
			if got := wrap(c.text, c.width); !slices.Equal(got, c.want) {
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

func commandPaths(cmd *cobra.Command, path []string) [][]string {
	list := [][]string{path}
	for _, child := range cmd.Commands() {
		list = append(list, commandPaths(child, append(slices.Clone(path), child.Name()))...)
	}
	return list
}

// TestHelpFits is for terminals of 80 columns.
func TestHelpFits(t *testing.T) {
	for _, spoken := range []language{english, chinese} {
		for _, path := range commandPaths(newRoot(&console{words: wordsOf(spoken)}, nil), nil) {
			args := append(path, "--help")
			t.Run(strings.Join(append([]string{string(spoken)}, path...), " "), func(t *testing.T) {
				var said strings.Builder
				root := newRoot(&console{out: &results{to: &said}, language: spoken, words: wordsOf(spoken)}, args)
				root.SetArgs(args)
				if err := root.Execute(); err != nil || said.Len() == 0 {
					t.Fatalf("%v, said %q", err, said.String())
				}
				for line := range strings.Lines(said.String()) {
					if width := ansi.StringWidth(strings.TrimSuffix(line, "\n")); width > lineWidth {
						t.Errorf("%d cells: %s", width, line)
					}
				}
			})
		}
	}
}
