package merge

import "testing"

func TestLinesOursLast(t *testing.T) {
	for _, c := range []struct{ name, base, ours, theirs, want string }{
		{"each added one", "a\nb\n", "a\nb\n!mine\n", "a\nb\n*.log\n", "a\nb\n*.log\n!mine\n"},
		{"each removed one", "a\nb\nc\n", "b\nc\nm\n", "a\nb\n", "b\nm\n"},
		{"both added the same", "a\n", "a\nn\n", "n\na\n", "a\nn\n"},
		{"removed here, kept there", "a\nb\n", "b\n", "a\nb\nc\n", "b\nc\n"},
		{
			"a section", "a\n\nb\n", "a\n\nb\n\n# mine\nm\n", "a\n\n# logs\n*.log\n\nb\n",
			"a\n\n# logs\n*.log\n\nb\n\n# mine\nm\n",
		},
		{"a section where blank lines were removed", "a\n\nb\n", "a\nb\nm\n", "a\n\n# n\nn\n\nb\n", "a\n\n# n\nn\n\nb\nm\n"},
		{"a section removed", "a\n\n# old\nold\n\nb\n", "a\n\n# old\nold\n\nb\nm\n", "a\n\nb\n", "a\n\nb\nm\n"},
		{"the last section removed", "a\n\n# old\nold\n", "m\na\n\n# old\nold\n", "a\n", "m\na\n"},
		{"the first section removed", "# old\nold\n\na\n", "# old\nold\n\na\nm\n", "a\n", "a\nm\n"},
		{"no comment without its line", "a\n", "a\ndist\n", "a\n# output\ndist\n", "a\ndist\n"},
		{"a comment with its line", "a\n", "a\nm\n", "a\n# output\n# of the build\ndist\n", "a\n# output\n# of the build\ndist\nm\n"},
		{"a comment of its own", "a\n", "a\nm\n", "# head\n\na\n", "# head\n\na\nm\n"},
		{"no base: the template first, the user has the last word", "", "*.psd\n!.env\n", "# node\nnode_modules/\n.env\n", "# node\nnode_modules/\n.env\n\n*.psd\n!.env\n"},
		{"no base, common lines", "", "dist\nm\n", ".env\ndist\nx\n", ".env\n\ndist\nx\nm\n"},
		{"no base, nothing new", "", "m\n\n.env\n", ".env\n", "m\n\n.env\n"},
		{"emptied by the user", "a\n", "", "a\nb\n", "b\n"},
		{"CRLF, no newline at the end", "a\nb\n", "a\r\nb\r\nm", "a\nn\nb\n", "a\r\nn\r\nb\r\nm"},
		{"byte order mark", "a\n", "\ufeffa\nm\n", "a\nn\n", "\ufeffa\nn\nm\n"},
		{"blank lines stay", "a\nb\n", "a\n\n\n\nb\n\n", "a\nb\nc\n", "a\n\n\n\nb\nc\n\n"},
		{"blank lines of the template do not come alone", "a\nb\n", "a\nb\nm\n", "a\n\nb\n", "a\nb\nm\n"},
		{"user unchanged", "a\n", "a\n", "\n\nb", "\n\nb"},
		{"template unchanged", "a\n", "\n\nb", "a\n", "\n\nb"},
	} {
		if got := string(Lines([]byte(c.base), []byte(c.ours), []byte(c.theirs), Ours)); got != c.want {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestLinesTheirsLast(t *testing.T) {
	for _, c := range []struct{ name, base, ours, theirs, want string }{
		{"below the template's own lines", "a\nb\n", "m\na\nb\n", "a\nn\nb\no\n", "m\na\nb\nn\no\n"},
		{"below the user's lines", "a\nb\n", "a\nb\n!.env\n", "a\n.env\nb\n", "a\nb\n!.env\n\n.env\n"},
		{"sections", "a\n", "a\n\n# mine\nm\n\n", "a\n\n# n\nn\n\n# o\no\n\n", "a\n\n# mine\nm\n\n# n\nn\n\n# o\no\n"},
		{"no base", "", "*.log\r\n!.env", "node_modules/\n.env\n", "*.log\r\n!.env\r\n\r\nnode_modules/\r\n.env"},
		{"removed", "a\nold\n", "a\nm\nold\n", "a\nn\n", "a\nm\n\nn\n"},
		{"nothing new", "a\nold\n", "a\nm\nold\n", "a\n", "a\nm\n"},
		{"emptied by the user", "a\n", "", "a\n\nb\n", "b\n"},
	} {
		if got := string(Lines([]byte(c.base), []byte(c.ours), []byte(c.theirs), Theirs)); got != c.want {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
	}
}
