package cmd

import (
	"slices"

	"github.com/spf13/cobra"

	"mlvb/cmd/console"
)

// jsonFlag asks for results that programs read.
const jsonFlag = "json"

// addJSONFlag lets a command print its results as JSON.
func addJSONFlag(c *console.Console, cmd *cobra.Command, asJSON *bool) {
	cmd.Flags().BoolVar(asJSON, jsonFlag, false, c.Say("flags.json"))
}

// wantsJSON reports whether a command was asked for JSON: by its flag, or by
// the argument, where the parser stopped at a fault before it or knows no such
// flag, as where there is no such command.
func wantsJSON(cmd *cobra.Command, args []string) bool {
	flag := cmd.Flags().Lookup(jsonFlag)
	return flag != nil && flag.Value.String() == "true" || namesJSON(args)
}

// namesJSON reports whether the flag is among the arguments.
func namesJSON(args []string) bool {
	if end := slices.Index(args, "--"); end >= 0 {
		args = args[:end]
	}
	return slices.Contains(args, "--"+jsonFlag) || slices.Contains(args, "--"+jsonFlag+"=true")
}
