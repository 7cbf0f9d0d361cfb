package host

import (
	"io/fs"
	"strings"

	"mlvb/generator/paths"
	"mlvb/generator/wechat"
)

// Part is the sub-package that is to be added.
type Part struct {
	Framework wechat.Framework // of the sources that it is added to
	Name      string
	Size      int64 // in bytes
	// Beside are the files and folders that come with it and are not of the
	// mini-program, by their paths in the project; folders end with a slash. The
	// first is what mlvb keeps there itself.
	Beside []string
}

// Foresight is what adding a part to a mini-program comes to: what is done about
// it, and what is left to the user.
type Foresight struct {
	Root      string      `json:"root"`             // where the sources of the mini-program are
	Build     *Build      `json:"build,omitempty"`  // what makes the mini-program of them
	Output    string      `json:"output,omitempty"` // where that is
	Inherited []Inherited `json:"inherited"`
	Name      string      `json:"name,omitempty"`    // of the sub-package, where that of the template is taken
	Package   string      `json:"package,omitempty"` // its folder, where the template's is taken
	Ignored   []string    `json:"ignored"`           // added to packOptions.ignore: these would be in the package
	Concerns  []Concern   `json:"concerns"`
	Size      Size        `json:"size"` // before the part; zero for sources that a framework compiles

	Register []Registration `json:"register,omitempty"` // left to the user, where a framework makes app.json
}

// ConcernKind is what mlvb can't mend.
type ConcernKind string

// The kinds of concerns. They are warnings: all of them can be meant so.
const (
	ConcernTotal     ConcernKind = "total"       // the whole would have About bytes
	ConcernProvider  ConcernKind = "provider"    // the same, for those that a service provider develops
	ConcernMain      ConcernKind = "main"        // the main package has About bytes already
	ConcernPrivacy   ConcernKind = "privacy"     // __usePrivacyCheck__ is off
	ConcernPlugin    ConcernKind = "plugin"      // it is a plugin: what is added goes into the mini-program around it
	ConcernGenerated ConcernKind = "generated"   // git ignores where it goes
	ConcernUncopied  ConcernKind = "uncopied"    // the build's configuration does not name Kinds
	ConcernNoConfig  ConcernKind = "no-config"   // there is no project.config.json, and a new one may be ignored by git
	ConcernMany      ConcernKind = "subpackages" // more sub-packages than WeChat takes: About
)

// Concern is something that the user has to know.
type Concern struct {
	Kind  ConcernKind `json:"kind"`
	About int64       `json:"about,omitempty"`
	Kinds []string    `json:"kinds,omitempty"`
}

// mostSubpackages is how many WeChat's compiler takes.
const mostSubpackages = 100

// Foresee tells what adding a part to a mini-program comes to.
func Foresee(project fs.FS, found Found, part Part) Foresight {
	f := Foresight{
		Root: found.Root, Output: found.Output, Inherited: Inherit(found.App),
		Ignored: Packed(found.Root, part.Beside),
	}
	if part.Framework == wechat.FrameworkNative {
		f.Size = Measure(project, found.MiniProgram, found.Config.Pack)
	}
	if !found.HasConfig && len(part.Beside) == 1 {
		f.Ignored = []string{} // a new project.config.json would be more than what it keeps out
	}
	if name := FreeName(found.App, part.Name); name != part.Name {
		f.Name = name
	}
	if (found.Output != "" || part.Framework != wechat.FrameworkNative) && found.Build.Tool != "" {
		f.Build = &found.Build
	}
	f.Concerns = found.concerns(project, f, part)
	return f
}

func (f Found) concerns(project fs.FS, s Foresight, part Part) []Concern {
	list := []Concern{}
	add := func(when bool, c Concern) {
		if when {
			list = append(list, c)
		}
	}
	total := s.Size.Total + part.Size
	add(f.Generated, Concern{Kind: ConcernGenerated})
	add(f.Config.CompileType == "plugin", Concern{Kind: ConcernPlugin})
	add(f.App.Privacy != nil && !*f.App.Privacy, Concern{Kind: ConcernPrivacy})
	add(len(f.App.Subpackages) >= mostSubpackages, Concern{Kind: ConcernMany, About: int64(len(f.App.Subpackages)) + 1})
	add(total > TotalLimit, Concern{Kind: ConcernTotal, About: total})
	add(total > ProviderLimit && total <= TotalLimit, Concern{Kind: ConcernProvider, About: total})
	add(s.Size.Main > PackageLimit, Concern{Kind: ConcernMain, About: s.Size.Main})
	add(!f.HasConfig && len(part.Beside) > 1, Concern{Kind: ConcernNoConfig})
	if s.Build != nil {
		kinds := f.Build.Unnamed(project, []string{".js", ".json", ".wxml", ".wxss", ".svg"})
		add(len(kinds) > 0, Concern{Kind: ConcernUncopied, Kinds: kinds})
	}
	return list
}

// Packed lists those of some files and folders of a project, which end with a
// slash, that would go into the mini-program's package, by their paths from its
// root on.
func Packed(root string, beside []string) []string {
	list := []string{}
	for _, name := range beside {
		inside, ok := paths.Below(root, name)
		if ok && (strings.HasSuffix(inside, "/") || wechat.Packable(inside)) {
			list = append(list, inside)
		}
	}
	return list
}
