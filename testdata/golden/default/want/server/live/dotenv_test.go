package live

import (
	"fmt"
	"strings"
	"testing"
)

func TestParseEnv(t *testing.T) {
	text := "\ufeff# a comment\r\n" +
		"PLAIN=value\r\n" +
		"  export SHELL_STYLE = spaced out  # comment\n" +
		"EMPTY=\n" +
		"ONLY_COMMENT= # nothing\n" +
		"HASH=a#b\n" +
		"SINGLE='a # b \\n \"c\"' # comment\n" +
		`DOUBLE="a # b \n \"c\" \\n"` + "\n" +
		"\t\n" +
		"EQUALS=a=b==\n" +
		"中文=1\n"
	_, err := parseEnv("server/.env", text)
	if err == nil || !strings.HasPrefix(err.Error(), "server/.env:11: ") {
		t.Errorf("a name that is none: %v", err)
	}
	got, err := parseEnv("server/.env", strings.TrimSuffix(text, "中文=1\n")+"PLAIN=later")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]setting{
		"PLAIN":        {"later", "server/.env:11"},
		"SHELL_STYLE":  {"spaced out", "server/.env:3"},
		"EMPTY":        {"", "server/.env:4"},
		"ONLY_COMMENT": {"", "server/.env:5"},
		"HASH":         {"a#b", "server/.env:6"},
		"SINGLE":       {`a # b \n "c"`, "server/.env:7"},
		"DOUBLE":       {"a # b \n \"c\" \\n", "server/.env:8"},
		"EQUALS":       {"a=b==", "server/.env:10"},
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v\nwant %v", got, want)
	}
}

func TestParseEnvErrors(t *testing.T) {
	for _, line := range []string{"SECRETKEY", "SECRET KEY=1", "=1", "1A=1", `A="open`, `A='open`, `A="a" b`, `A="a\"`} {
		_, err := parseEnv(".env", "OK=1\n"+line+"\n")
		if err == nil || !strings.HasPrefix(err.Error(), ".env:2: ") {
			t.Errorf("%s: %v", line, err)
		}
		if err != nil && strings.Contains(err.Error(), line) {
			t.Errorf("%s: the error shows the line: %v", line, err)
		}
	}
}

// Whatever stands in the file: no panic, and what is read has no line ends that
// were not asked for.
func FuzzParseEnv(f *testing.F) {
	f.Add("A=1\r\nexport B='2' # c\nC=\"\\\"\\n\"\n")
	f.Add("A=\"\nB")
	f.Fuzz(func(t *testing.T, text string) {
		settings, err := parseEnv(".env", text)
		if err != nil && !strings.HasPrefix(err.Error(), ".env:") {
			t.Errorf("no line in %v", err)
		}
		for name, line := range settings {
			if name == "" || strings.Contains(line.value, "\n") && !strings.Contains(text, `\n`) {
				t.Errorf("%q=%q out of %q", name, line.value, text)
			}
		}
	})
}
