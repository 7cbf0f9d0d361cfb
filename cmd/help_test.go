package cmd

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"mlvb/cmd/console"
	"mlvb/cmd/words"
)

func commandPaths(cmd *cobra.Command, path []string) [][]string {
	list := [][]string{path}
	for _, child := range cmd.Commands() {
		list = append(list, commandPaths(child, append(slices.Clone(path), child.Name()))...)
	}
	return list
}

// TestHelpFits is for terminals of 80 columns.
func TestHelpFits(t *testing.T) {
	for _, spoken := range []words.Language{words.English, words.Chinese} {
		for _, path := range commandPaths(newRoot(console.Plain(io.Discard, io.Discard, spoken), nil), nil) {
			args := append(path, "--help")
			t.Run(strings.Join(append([]string{string(spoken)}, path...), " "), func(t *testing.T) {
				var said strings.Builder
				root := newRoot(console.Plain(&said, io.Discard, spoken), args)
				root.SetArgs(args)
				if err := root.Execute(); err != nil || said.Len() == 0 {
					t.Fatalf("%v, said %q", err, said.String())
				}
				for line := range strings.Lines(said.String()) {
					if width := ansi.StringWidth(strings.TrimSuffix(line, "\n")); width > console.LineWidth {
						t.Errorf("%d cells: %s", width, line)
					}
				}
			})
		}
	}
}
