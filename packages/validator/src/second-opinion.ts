export {
  createSecondOpinion,
  type Opinion,
  type SecondOpinionOptions,
  secondOpinion,
} from "./second-opinion/second-opinion.ts";
