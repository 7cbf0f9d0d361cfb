// Package merge joins three versions of one file: base, what was last rendered
// into a project; ours, what the user has now; theirs, what is rendered today.
//
// The caller chooses how each file is merged:
//
//   - [Text] merges by lines (diff3) and puts what both sides changed between markers.
//   - [JSON] merges by path and edits the user's text in place. Where both sides
//     changed a value the user's stays, and the conflict is reported, not marked.
//   - [Lines] merges ordered sets of lines, such as .gitignore; it never conflicts.
//   - For files that change as a whole there are [EqualText], [EqualJSON], [IsBinary].
//
// # Goals
//
// Nothing of the user's is lost: what one side alone changed is taken, what both
// changed differently is a conflict. The result looks like the user's file: line
// endings, byte order mark, final newline, key order, indent and white space are
// the user's. Contents are bytes, so any encoding that keeps ASCII line ends
// (UTF-8, GBK, Latin-1) passes unharmed. The same input gives the same bytes
// everywhere, and cost grows almost linearly with the size of the files.
//
// Text agrees with `git merge-file`: the same verdict, clean or conflict, the same
// bytes where clean, the same text when one side is taken everywhere. On purpose it
// differs as follows.
//
//   - CRLF and LF are the same line end, so that a checkout by another system is
//     no change. Each line of the user's keeps its own end; a line that comes from
//     the template takes the end that most of the user's lines have.
//   - A byte order mark and the newline at the end of the file are merged apart
//     from the lines: the user's choice wins where the user changed it.
//   - Conflicts are marked in the style of git's zdiff3: the base is shown, lines
//     with which both sides begin or end stay outside. Where both sides agree
//     there is no conflict (git's default style says the same, its diff3 and zdiff3
//     styles mark it), and where the base has no lines, as in a file that both
//     sides added, common lines inside a conflict stay outside as well.
//   - In texts of more than 65 000 lines that differ in hundreds of places, git goes
//     on looking for the shortest difference a little longer.
//   - Markers are longer than seven characters if a line of the file looks like one
//     of that length, so that a conflict can always be told from the text around it.
//
// # Non-goals
//
// The package reads and writes no files, knows no template and no mini-program:
// which path is merged how, which JSON paths a tool owns and which lists have a
// key come from the caller. It does not follow renames, does not merge binary
// files and never guesses an encoding; UTF-16 counts as binary.
//
// A JSON text of more than 200 nested brackets or 250 000 values and a text of more
// than a million lines are refused: merging them could exhaust the memory.
//
// # Files
//
// Lines: text.go (entry), document.go (cutting), writer.go, diff3.go and narrow.go
// (where a conflict is decided, on what package diff finds), markers.go,
// marked.go and take.go (finding markers, those of any tool, and taking a side),
// lines.go and lineswrite.go (sets of lines).
//
// JSON: json.go (entry), jsonread.go and jsontoken.go, jsonnode.go (a value in its
// text), jsonpath.go, jsonmerge.go (where a conflict is decided), jsonentries.go and
// jsonlist.go (members, elements, their order), interleave.go, jsonwrite.go and
// jsonstyle.go, jsontake.go (taking a side), jsonfind.go (whether somebody decided),
// jsonerror.go.
package merge
