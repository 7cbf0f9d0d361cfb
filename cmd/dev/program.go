package dev

import (
	"slices"
	"strconv"

	"mlvb/templates/live/server-go/live"
)

// A Program is what answers the mini-program: the server built into mlvb, or the
// project's own.
type Program struct {
	Command []string // of the project's own server; none: the built-in one
	Folder  string   // to run it in
	Rooms   bool     // whether it has the room service, as the built-in one does
}

// own reports whether it is the project's.
func (p Program) own() bool { return len(p.Command) > 0 }

// environment is that of the project's own server: it gets what this run
// decided, which beats its files of settings.
func (p Program) environment(inherited []string, cfg live.Config, port int, localKey live.Secret) []string {
	env := append(slices.Clip(inherited),
		"HOST="+localhost,
		"PORT="+strconv.Itoa(port),
		"MEDIA_URL="+cfg.MediaURL,
		"MEDIA_FLV="+cfg.MediaFLV,
		"MEDIA_KEY="+string(cfg.MediaKey),
	)
	if !p.Rooms && cfg.SecretKey == "" { // the room service beside it has to know its UserSigs
		env = append(env, "SECRETKEY="+string(localKey))
	}
	return env
}
