package host

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"mlvb/generator/files"
	"mlvb/generator/wechat"
)

// Found is a mini-program in a project.
type Found struct {
	wechat.MiniProgram               // its Root is where its sources are
	Config             wechat.Config // zero but for Root where there is no project.config.json
	HasConfig          bool
	Build              Build  // what makes the mini-program of the sources; zero where nothing does
	Output             string // where the build puts it; empty where that is not known
	Generated          bool   // git ignores the Root that was asked for
}

// Reason is why no place for a part was found.
type Reason string

// The reasons of a [RootError].
const (
	RootAbsent  Reason = "absent"  // there is no app.json anywhere
	RootMissing Reason = "missing" // there is none in the root that was asked for, which is Root
	RootOutside Reason = "outside" // the root that was asked for, Root, is no folder of the project
	RootSeveral Reason = "several" // Candidates are as good as one another
	RootOutput  Reason = "output"  // only Root has one, which git ignores: a build makes it
	RootGame    Reason = "game"    // it is a mini-game
)

// RootError says that a project does not tell where its mini-program is.
type RootError struct {
	Reason     Reason
	Dir        string // the project, as the caller named it; may be empty
	Root       string
	Candidates []string
}

// Error names the folders.
func (e *RootError) Error() string {
	return strings.Join(append([]string{"no mini-program: " + string(e.Reason), e.Root}, e.Candidates...), " ")
}

// Find finds the sources of a mini-program. Root is where somebody says they are;
// empty looks for them. Ignored tells which paths git ignores: what is there is
// made by a build, and written anew by the next one.
//
// The error is a [*RootError], or a [*wechat.ConfigError] for a configuration
// that can't be read.
func Find(project fs.FS, root string, ignored func(string) bool) (Found, error) {
	f := Found{Config: wechat.Config{Root: "."}, Build: DetectBuild(project)}
	config, err := wechat.ReadConfig(project)
	switch {
	case err == nil:
		f.Config, f.HasConfig = config, true
	case !wechat.IsAbsent(err):
		return f, err
	}
	if wechat.Exists(project, path.Join(f.Config.Root, "game.json")) && !wechat.Exists(project, path.Join(f.Config.Root, wechat.AppConfig)) {
		return f, &RootError{Reason: RootGame, Root: f.Config.Root}
	}
	if root != "" {
		f.Root, err = asked(project, root)
		f.Generated = ignored(path.Join(f.Root, wechat.AppConfig))
	} else {
		f.Root, err = f.search(project, ignored)
	}
	if err != nil {
		return f, err
	}
	if f.HasConfig && f.Root != f.Config.Root {
		f.Output = f.Config.Root
	}
	f.MiniProgram, err = f.Config.At(project, f.Root)
	return f, err
}

// asked is the root that somebody named.
func asked(project fs.FS, root string) (string, error) {
	clean := path.Clean(strings.ReplaceAll(root, `\`, "/"))
	switch {
	case clean != "." && files.CheckPath(clean) != nil:
		return "", &RootError{Reason: RootOutside, Root: root}
	case !wechat.Exists(project, path.Join(clean, wechat.AppConfig)):
		return "", &RootError{Reason: RootMissing, Root: clean}
	}
	return clean, nil
}

// search finds the root that nobody named: the configured one, unless a build
// makes that of sources elsewhere.
func (f Found) search(project fs.FS, ignored func(string) bool) (string, error) {
	configured := f.Config.Root
	app := path.Join(configured, wechat.AppConfig)
	here := wechat.Exists(project, app) && (f.HasConfig || isApp(project, app))
	if here && !ignored(app) && (f.Build.Tool == "" || !isOutput(configured)) {
		return configured, nil
	}
	var sources []string
	generated := ""
	for _, root := range candidates(project) {
		switch {
		case ignored(path.Join(root, wechat.AppConfig)):
			generated = cmp.Or(generated, root)
		case root != configured:
			sources = append(sources, root)
		}
	}
	switch {
	case slices.Contains(sources, "."):
		return ".", nil
	case len(sources) == 1:
		return sources[0], nil
	case len(sources) > 1:
		return "", &RootError{Reason: RootSeveral, Candidates: sources}
	case here && !ignored(app):
		return configured, nil
	case generated != "":
		return "", &RootError{Reason: RootOutput, Root: generated}
	}
	return "", &RootError{Reason: RootAbsent}
}

// isOutput reports whether builds put what they make into folders of that name.
func isOutput(root string) bool {
	return slices.Contains([]string{"dist", "build", "output", "out", "release", "unpackage"}, strings.SplitN(root, "/", 2)[0])
}

// The bounds of the search for app.json: a project has it near its top.
const (
	deepest     = 3
	mostFolders = 2000
)

// candidates are the folders whose app.json is that of a mini-program, sorted.
func candidates(project fs.FS) []string {
	var found []string
	folders := 0
	_ = fs.WalkDir(project, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fs.SkipDir // what can't be read holds no sources
		case entry.IsDir():
			if folders++; folders > mostFolders || name != "." && passedOver(name) {
				return fs.SkipDir
			}
		case path.Base(name) == wechat.AppConfig && isApp(project, name):
			found = append(found, path.Dir(name))
		}
		return nil
	})
	return found
}

// passedOver reports whether no sources of a mini-program are in a folder.
func passedOver(folder string) bool {
	base := path.Base(folder)
	return strings.HasPrefix(base, ".") || strings.Count(folder, "/") >= deepest ||
		slices.Contains([]string{"node_modules", "miniprogram_npm", "cloudfunctions", "miniprogram_dist"}, base)
}

// isApp reports whether an app.json is a mini-program's, rather than of a tool
// that calls its file the same.
func isApp(project fs.FS, name string) bool {
	app, err := wechat.ReadApp(project, name)
	return err != nil && !wechat.IsAbsent(err) || len(app.Pages) > 0
}
