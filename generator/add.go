package generator

import "context"

// AddOptions is what [Add] needs.
type AddOptions struct {
	UpdateOptions        // Inputs without an appid take the mini-program's own
	Into          string // folder within the mini-program; empty is packages/live
	Server        bool   // a server beside it
	Component     bool   // the component folder alone, Into within Dir; for sources of Taro and uni-app
}

// Framework is what the sources of a mini-program are written for.
type Framework string

// The frameworks.
const (
	FrameworkNative Framework = "native"
	FrameworkTaro   Framework = "taro"
	FrameworkUniApp Framework = "uni-app"
)

// DetectFramework tells what the sources in dir are written for.
func DetectFramework(dir string) Framework { return detectFramework(dir) }

// Add adds the template's live sub-package to a mini-program that mlvb did not
// make, so that update works on it from then on: the sub-package's folder, its
// entry in app.json, and a server where asked. Nothing else is touched.
// Errors are those of [Update].
func Add(ctx context.Context, o AddOptions) (UpdateResult, error) { return o.run(ctx) }

// Adopt makes a project of a folder that looks like one: files that equal the
// template's are managed from then on, missing ones are added, others are
// conflicts. Errors are those of [Update].
func Adopt(ctx context.Context, o UpdateOptions) (UpdateResult, error) { return o.adopt(ctx) }
