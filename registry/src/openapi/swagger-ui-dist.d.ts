/** The package has no types of its own, and those of the community describe its browser side alone. */
declare module "swagger-ui-dist/absolute-path.js" {
  /** The folder of its files. */
  export default function absolutePath(): string;
}
