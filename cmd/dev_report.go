package cmd

import (
	"fmt"
	"strings"

	"mlvb/cmd/console"
	"mlvb/cmd/dev"
)

// ready says where everything is to be reached: first what to open.
func (r *devReport) ready(a dev.Addresses) {
	r.turn.Lock()
	defer r.turn.Unlock()
	if r.isOver {
		return
	}
	r.notes(a)
	r.isReady = true
	if r.options.json {
		r.line(readyJSON(a, r.options.lan))
		for _, e := range r.early {
			r.line(eventJSON(r.Console, e))
		}
	} else {
		r.announce(a)
	}
	if r.options.open && a.View != "" {
		openBrowser(a.View)
	}
}

func (r *devReport) announce(a dev.Addresses) {
	first, said := a.View, r.Say("dev.ready", r.project.name())
	if first == "" {
		first, said = a.Server, r.Say("dev.readyServer", r.project.name())
	}
	r.Printf("%s %s  %s\n", r.OutStyle.Green("✓"), r.OutStyle.Bold(first), said)
	rows := []console.Row{
		{Term: r.Say("dev.row.server"), Meaning: a.Server},
		{Term: r.Say("dev.row.media"), Meaning: a.Media + "  " + r.Say("dev.streams."+string(a.Streams))},
	}
	if s := a.Sample; s != nil {
		rows = append(rows,
			console.Row{Term: "OBS", Meaning: r.Say("dev.obs", s.Server)},
			console.Row{Term: "", Meaning: r.Say("dev.obsKey", s.Key)},
			console.Row{Term: "ffmpeg", Meaning: ffmpegCommand(s.Push)},
			console.Row{Term: r.Say("dev.row.play"), Meaning: s.FLV},
		)
	}
	r.rows(rows)
	if r.options.lan {
		announceLAN(r.Console, a.Port)
	}
}

// rows lists what stands beside one another; nothing is cut or wrapped, for all
// of it is to be copied.
func (r *devReport) rows(rows []console.Row) {
	for _, row := range rows {
		r.Printf("  %s  %s\n", r.OutStyle.Dim(console.Pad(row.Term, 6)), row.Meaning)
	}
}

// notes say what is not as usual.
func (r *devReport) notes(a dev.Addresses) {
	if r.project.foreign {
		r.Warn(r.Say("dev.foreign"), r.Say("dev.foreignHint"))
	}
	if a.Moved() {
		r.Warn(r.Say("dev.moved", a.Wanted, a.Port), r.Say("dev.movedHint", a.Server))
	}
	if a.Instead != "" {
		r.Warn(r.Say("dev.instead", a.Instead), "")
	}
	if a.WeChat && a.View != "" {
		r.Warn(r.Say("dev.wechat"), r.Say("dev.wechatHint"))
	}
	if a.Streams == dev.StreamsCSS && a.View != "" {
		r.Warn(r.Say("dev.css", a.Media), r.Say("dev.cssHint"))
	}
}

// ffmpegCommand sends a file as live-pusher would: no frames that refer to later
// ones, and a key frame each second.
func ffmpegCommand(push string) string {
	return fmt.Sprintf("ffmpeg -re -i %s -c:v libx264 -preset veryfast -bf 0 -g 30 -c:a aac -f flv %s",
		"video.mp4", quoteForShell(push))
}

// quoteForShell keeps a shell from reading ? and & itself; cmd.exe, sh and
// PowerShell agree on these quotes.
func quoteForShell(text string) string { return `"` + strings.ReplaceAll(text, `"`, "") + `"` }
