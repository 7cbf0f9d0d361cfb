package cmd

import (
	"fmt"
)

// barWidth is how many characters a whole download takes.
const barWidth = 24

// progress shows a download: as a bar to a person, as one line for each package
// elsewhere.
func (r *devReport) progress() func(name string, done, total int64) {
	current := ""
	return func(name string, done, total int64) {
		r.turn.Lock()
		defer r.turn.Unlock()
		if !r.Watched {
			if name != current {
				fmt.Fprintf(r.Err, "  %s\n", r.Say("dev.fetching", name))
			}
			current = name
			return
		}
		fmt.Fprintf(r.Terminal, "\r  %s  %s\x1b[K", r.Say("dev.fetching", name), bar(done, total))
		if done == total {
			fmt.Fprint(r.Terminal, "\r\x1b[K")
		}
	}
}

func bar(done, total int64) string {
	const mega = 1 << 20
	if total <= 0 {
		return fmt.Sprintf("%.1f MB", float64(done)/mega)
	}
	filled := int(done * barWidth / total)
	text := make([]rune, barWidth)
	for i := range text {
		text[i] = '·'
		if i < filled {
			text[i] = '█'
		}
	}
	return fmt.Sprintf("%s %.1f/%.1f MB", string(text), float64(done)/mega, float64(total)/mega)
}
