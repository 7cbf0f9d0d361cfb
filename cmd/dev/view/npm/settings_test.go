package npm

import (
	"maps"
	"path/filepath"
	"testing"
	"testing/fstest"
)

func TestINI(t *testing.T) {
	text := "\ufeff; a comment\r\n# another\nregistry = https://npm.example/ ; behind it\nquoted=\"a # b\"\nsingle='c ; d'\nescaped = e\\;f\\#g\\h\n" +
		"flag\nempty=\nca[]=\"one\\ntwo\"\nca[]=three\n//npm.example/:_authToken=${TOKEN}==\n[section]\nregistry=https://other.example\n"
	want := map[string]string{
		"registry": "https://npm.example/", "quoted": "a # b", "single": "c ; d", "escaped": `e;f#g\h`, "flag": "true", "empty": "",
		"ca": "one\ntwo\nthree", "//npm.example/:_authToken": "${TOKEN}==",
	}
	if got := parseINI(text); !maps.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func FuzzINI(f *testing.F) {
	f.Add("a=b\n[c]\n\"d\"='e'\nf[]=\\")
	f.Fuzz(func(_ *testing.T, text string) { parseINI(text) })
}

func TestExpand(t *testing.T) {
	s := settings{env: environment("HOST", "npm.example", "EMPTY", "")}
	for text, want := range map[string]string{
		"https://${HOST}/": "https://npm.example/",
		"${EMPTY}":         "",
		"${NONE}":          "${NONE}",
		"${NONE?}x":        "x",
		"${HOST?}":         "npm.example",
		`\${HOST}`:         "${HOST}",
		`\\${HOST}`:        `\npm.example`,
		"$HOST":            "$HOST",
		"${HO${HOST}ST}":   "${HOnpm.exampleST}",
	} {
		if got := s.expand(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestTheNearerSettingCounts(t *testing.T) {
	home, project, prefix := t.TempDir(), t.TempDir(), t.TempDir()
	write(t, filepath.Join(prefix, "etc", "npmrc"), "a=global\nb=global\nc=global\nd=global\n")
	write(t, filepath.Join(home, ".npmrc"), "a=user\nb=user\nc=user\ncafile=~/ca.pem\nnothing=null\n")
	write(t, filepath.Join(project, ".npmrc"), "a=project\nb=project\n")
	s := readSettings(Options{Project: project, Home: home, Env: environment("npm_config_a", "environment", "NPM_CONFIG_B", "", "PREFIX", prefix, "npm_config_strict_ssl", "false")})
	for key, want := range map[string]string{"a": "environment", "b": "project", "c": "user", "d": "global", "strict-ssl": "false", "nothing": "", "none": ""} {
		if got := s.get(key); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	if got := s.path("cafile"); got != filepath.Join(home, "ca.pem") {
		t.Errorf("cafile: %q", got)
	}
}

func TestPlacesOfSettings(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "mine"), "registry=https://mine.example/\nglobalconfig="+filepath.ToSlash(folder)+"/ours\n")
	write(t, filepath.Join(folder, "ours"), "proxy=http://ours.example:3128\n")
	s := readSettings(Options{Env: environment("npm_config_userconfig", filepath.Join(folder, "mine"))})
	if s.get("registry") != "https://mine.example/" || s.get("proxy") != "http://ours.example:3128" {
		t.Errorf("registry %q, proxy %q", s.get("registry"), s.get("proxy"))
	}
}

func TestARegistryIsAnAddress(t *testing.T) {
	p, _ := published(t, map[string]string{"dist/player.js": "play()"})
	for _, text := range []string{"npmmirror", "ftp://npm.example/", "https://", "https://user:secret@%zz/"} {
		f := finder{Options{Home: t.TempDir(), Env: environment("npm_config_registry", text)}, fstest.MapFS{}, []pin{p}}
		_, err := f.find(t.Context())
		if err == nil || err.Error() != "fetch player 1.2.3: the setting registry of npm is no address of the web" {
			t.Errorf("%s: %v", text, err)
		}
	}
}
