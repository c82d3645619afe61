import cc.mallet.fst.CRF;
import cc.mallet.fst.CRFTrainerByLabelLikelihood;
import cc.mallet.fst.CRFTrainerByThreadedLabelLikelihood;
import cc.mallet.pipe.Noop;
import cc.mallet.types.Alphabet;
import cc.mallet.types.FeatureVector;
import cc.mallet.types.FeatureVectorSequence;
import cc.mallet.types.Instance;
import cc.mallet.types.InstanceList;
import cc.mallet.types.LabelAlphabet;
import cc.mallet.types.LabelSequence;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Mallet's linear-chain CRF on attribute files of CRFsuite's format: weights per attribute and label that occur
 * together and per transition that occurs, the penalty Σw². Mallet has weights of first and last labels besides.
 *
 * <p>Arguments: file, iterations, threads. Prints seconds of training, iterations, and the objective: the negative
 * log-likelihood with the penalty.
 */
public final class MalletCrf {

  public static void main(String[] args) throws Exception {
    Logger.getLogger("").setLevel(Level.OFF);
    Alphabet attributes = new Alphabet();
    LabelAlphabet labels = new LabelAlphabet();
    InstanceList instances = read(Path.of(args[0]), attributes, labels);
    CRF crf = new CRF(attributes, labels);
    crf.addStatesForThreeQuarterLabelsConnectedAsIn(instances);
    crf.setWeightsDimensionAsIn(instances, false);
    CRFTrainerByThreadedLabelLikelihood trainer =
        new CRFTrainerByThreadedLabelLikelihood(crf, Integer.parseInt(args[2]));
    trainer.setGaussianPriorVariance(0.5);
    trainer.setUseSomeUnsupportedTrick(false);
    trainer.setAddNoFactors(true);
    long start = System.nanoTime();
    trainer.train(instances, Integer.parseInt(args[1]));
    double seconds = (System.nanoTime() - start) * 1e-9;
    int iterations = trainer.getIteration();
    trainer.shutdown();
    CRFTrainerByLabelLikelihood evaluation = new CRFTrainerByLabelLikelihood(crf);
    evaluation.setGaussianPriorVariance(0.5);
    double value = -evaluation.getOptimizableCRF(instances).getValue();
    System.out.println(seconds + " " + iterations + " " + value);
  }

  private static InstanceList read(Path file, Alphabet attributes, LabelAlphabet labels) throws Exception {
    InstanceList instances = new InstanceList(new Noop(attributes, labels));
    List<FeatureVector> vectors = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isEmpty()) {
          String[] fields = line.split("\t");
          targets.add(fields[0]);
          int[] indices = new int[fields.length - 1];
          for (int i = 1; i < fields.length; i++) {
            indices[i - 1] = attributes.lookupIndex(fields[i]);
          }
          Arrays.sort(indices);
          vectors.add(new FeatureVector(attributes, indices));
        } else if (!vectors.isEmpty()) {
          FeatureVectorSequence data = new FeatureVectorSequence(vectors.toArray(new FeatureVector[0]));
          LabelSequence target = new LabelSequence(labels, targets.size());
          for (String label : targets) {
            target.add(label);
          }
          instances.add(new Instance(data, target, null, null));
          vectors.clear();
          targets.clear();
        }
      }
    }
    return instances;
  }
}
