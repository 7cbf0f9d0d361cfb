package cmd

import (
	"mlvb/cmd/console"
	"mlvb/generator/host"
	"mlvb/generator/wechat"
)

// explainPlace says why nothing can be added to a folder.
func explainPlace(c *console.Console, e *wechat.PlaceError) *console.Failure {
	about := []any{e.Into}
	if e.Other != "" {
		about = append(about, e.Other)
	}
	return console.NewFailure(console.ExitRefused, c.Say("place."+string(e.Reason), about...), c.Say("place.hint"))
}

// explainRoot says why no mini-program to add to was found. Where the user could
// say where it is, the hint is the flag to do so.
func explainRoot(c *console.Console, e *host.RootError) *console.Failure {
	say, hint := "", ""
	switch e.Reason {
	case host.RootSeveral:
		say = c.Say("root.several", console.Enumerate(e.Candidates, c.Say("comma")))
		hint = c.Say("root.several.hint", "--root "+console.Quoted(e.Candidates[0]))
	case host.RootOutput:
		say = c.Say("root.output", e.Root)
		hint = c.Say("root.output.hint", "--root "+console.Quoted(e.Root))
	case host.RootMissing, host.RootOutside:
		say, hint = c.Say("root."+string(e.Reason), e.Root), c.Say("root.hint")
	default:
		say, hint = c.Say("root."+string(e.Reason), shownFolder(e.Dir)), c.Say("root."+string(e.Reason)+".hint")
	}
	code := console.ExitFailed
	if e.Reason == host.RootMissing || e.Reason == host.RootOutside {
		code = console.ExitRefused
	}
	return console.NewFailure(code, say, hint)
}
