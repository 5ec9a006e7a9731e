export { gitAuthor } from "./git-author.ts";
export { type GitTree, openGitTree } from "./open-git-tree.ts";
