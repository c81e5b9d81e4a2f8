# Outside witnesses for the statistics of groups, from R and its packages.
#
#   Rscript tests/oracle/make.R > tests/oracle/r.json
#
# Debian: r-base-core r-cran-psych r-cran-lme4 r-cran-multilevel r-cran-mvtnorm
#         r-cran-effectsize r-cran-jsonlite
suppressPackageStartupMessages({
  library(lme4); library(multilevel); library(mvtnorm); library(jsonlite)
})
set.seed(2097)

# Persons in teams of unequal size, five items of 1-5.
people <- function(sizes, between, within, items = 5) {
  team <- rep(seq_along(sizes), sizes)
  middle <- 3.1 + rnorm(length(sizes), sd = between)[team] + rnorm(sum(sizes), sd = within)
  x <- sapply(seq_len(items), function(i) pmin(5, pmax(1, round(middle + rnorm(sum(sizes), sd = .8)))))
  list(team = team, x = x, score = 25 * (rowMeans(x) - 1))
}

anova_of <- function(d) {
  fit <- summary(aov(d$score ~ factor(d$team)))[[1]]
  model <- aov(d$score ~ factor(d$team))
  list(f = fit[1, 4], p = fit[1, 5], df = fit[, 1],
       icc1_mean_size = multilevel::ICC1(model), icc2 = multilevel::ICC2(model))
}

mixed <- function(d) {
  frame <- data.frame(score = d$score, team = factor(d$team))
  fit <- lmer(score ~ 1 + (1 | team), frame, REML = TRUE,
              control = lmerControl(optCtrl = list(ftol_abs = 1e-15, xtol_abs = 1e-12)))
  tau2 <- as.numeric(VarCorr(fit)[[1]]); sigma2 <- sigma(fit)^2
  # Henderson's mixed model equations: the variance of mu + u(team), with mu estimated.
  Z <- model.matrix(~ 0 + factor(d$team)); X <- rep(1, nrow(Z)); W <- cbind(X, Z)
  C <- crossprod(W); diag(C)[-1] <- diag(C)[-1] + sigma2 / tau2
  V <- solve(C) * sigma2
  se <- sapply(seq_len(ncol(Z)), function(j) {
    pick <- c(1, as.numeric(seq_len(ncol(Z)) == j)); sqrt(drop(t(pick) %*% V %*% pick))
  })
  list(tau2 = tau2, sigma2 = sigma2, mu = fixef(fit)[[1]], mu_se = sqrt(vcov(fit)[1, 1]),
       pooled = coef(fit)[[1]][, 1], se = se)
}

within_of <- function(d) {
  fit <- lm(d$score ~ factor(d$team))
  limits <- predict(fit, interval = "confidence", level = .95)
  first <- match(sort(unique(d$team)), d$team)
  list(sd = sigma(fit), mean = limits[first, 1], low = limits[first, 2], high = limits[first, 3])
}

agreement_of <- function(d) {
  x <- data.frame(d$x)
  list(uniform = rwg.j(x, d$team, ranvar = 2)$rwg.j,
       skewed = rwg.j(x, d$team, ranvar = 1.34)$rwg.j,
       lindell = rwg.j.lindell(x, d$team, ranvar = 2)$rwg.lindell,
       ad_mean = ad.m(x, d$team, type = "mean")$AD.M,
       ad_median = ad.m(x, d$team, type = "median")$AD.M)
}

two <- function(a, b) {
  t <- t.test(a, b)
  r <- suppressWarnings(effectsize::rank_biserial(a, b, ci = .95))
  w <- suppressWarnings(wilcox.test(a, b, exact = FALSE))$statistic[[1]]
  list(a = a, b = b, difference = t$estimate[[1]] - t$estimate[[2]], low = t$conf.int[1],
       high = t$conf.int[2], df = t$parameter[[1]], p = t$p.value,
       delta = r$r_rank_biserial, delta_low = r$CI_low, delta_high = r$CI_high,
       superiority = w / (length(a) * length(b)))
}

detect <- function(n1, n2) {
  df <- n1 + n2 - 2; k <- sqrt(n1 * n2 / (n1 + n2)); cut <- qt(.975, df)
  power <- function(d) pt(-cut, df, d * k) + pt(cut, df, d * k, lower.tail = FALSE)
  uniroot(function(d) power(d) - .8, c(.01, 20), tol = 1e-12)$root
}

# P(scale i is above each other one), multivariate t around the means.
top <- function(y) {
  n <- nrow(y); p <- ncol(y); S <- cov(y) * (n - 1) / (n * (n - p))
  sapply(seq_len(p), function(i) {
    K <- -diag(p)[-i, , drop = FALSE]; K[, i] <- 1
    m <- drop(K %*% colMeans(y)); V <- K %*% S %*% t(K)
    if (p == 2) pt(m / sqrt(V[1, 1]), n - p) else
      pmvt(lower = rep(0, p - 1), upper = rep(Inf, p - 1), delta = m, sigma = V, df = n - p,
           type = "shifted", algorithm = GenzBretz(maxpts = 5e6, abseps = 1e-8))[1]
  })
}
three <- function(n, means) {
  y <- rmvnorm(n, means, 220 * (diag(3) * .6 + .4)); y <- round(y, 2)
  list(n = n, means = colMeans(y), cov = cov(y), p = top(y), p_first_two = top(y[, 1:2]))
}

run <- function(x) {
  keep <- rle(ifelse(is.na(x), -seq_along(x), x))
  list(x = x, longstring = max(keep$lengths[keep$values > 0]), irv = sd(x, na.rm = TRUE))
}

many <- people(sample(5:30, 20, TRUE), .5, .6)
few <- people(c(6, 9, 5, 14, 8, 7), .4, .6)
alike <- people(c(8, 8, 8, 8), 0, .7)
big <- people(c(15, 18, 24, 31), .3, .7)
sizes <- list(c(5, 5), c(8, 8), c(12, 12), c(20, 20), c(30, 30), c(15, 200), c(16, 40))

# Shrout and Fleiss 1979, table 2: six targets, four judges.
judges <- matrix(c(9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7), 6, byrow = TRUE)
icc <- psych::ICC(judges, lmer = FALSE)$results[c(1, 4), ]

answers <- list(c(3, 3, 3, 4, 5, 5, 5, 5, 2, 1), c(4, 4, NA, 4, 4, 4, 2, NA, NA, 1), c(2, 2, 2, 2), sample(1:5, 63, TRUE))
p_values <- list(runif(12)^2, c(.01, .01, .04, .03, .5), .2)

data <- function(d) c(d, list(anova = anova_of(d), within = within_of(d)))
out <- list(
  versions = list(R = R.version.string, psych = as.character(packageVersion("psych")),
    lme4 = as.character(packageVersion("lme4")), multilevel = as.character(packageVersion("multilevel")),
    mvtnorm = as.character(packageVersion("mvtnorm")), effectsize = as.character(packageVersion("effectsize"))),
  teams = list(many = c(data(many), list(mixed = mixed(many))), few = c(data(few), list(mixed = mixed(few))),
    alike = data(alike), big = c(data(big), list(agreement = agreement_of(big)))),
  dyestuff = list(team = as.integer(Dyestuff$Batch), score = Dyestuff$Yield,
    mixed = mixed(list(team = as.integer(Dyestuff$Batch), score = Dyestuff$Yield))),
  judges = list(x = judges, icc1 = icc$ICC[1], icc1_low = icc$`lower bound`[1], icc1_high = icc$`upper bound`[1],
    icc2 = icc$ICC[2], icc2_low = icc$`lower bound`[2], icc2_high = icc$`upper bound`[2]),
  pairs = list(
    tooth = two(ToothGrowth$len[ToothGrowth$supp == "OJ"], ToothGrowth$len[ToothGrowth$supp == "VC"]),
    scores = two(big$score[big$team == 1], big$score[big$team == 4])),
  detectable = lapply(sizes, function(n) list(n = n, d = detect(n[1], n[2]))),
  power_t_test = sapply(c(5, 8, 12, 20, 30), function(n)
    power.t.test(n = n, power = .8, strict = TRUE, tol = 1e-12)$delta),
  highest = list(three(5, c(60, 50, 40)), three(8, c(60, 55, 50)), three(12, c(50, 50, 50)),
    three(40, c(58, 50, 50)), three(25, c(30, 62, 61))),
  adjusted = lapply(p_values, function(p) list(p = p, holm = p.adjust(p, "holm"), bh = p.adjust(p, "BH"))),
  careless = lapply(answers, run)
)
cat(toJSON(out, digits = NA, auto_unbox = TRUE, matrix = "rowmajor", na = "null"), "\n")
