# The bot alone: PostgreSQL and Redis are given by DATABASE_URL and REDIS_URL (see compose.yaml).
FROM node:26-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image brings Node itself, so the package that brings it elsewhere stays out; the native parts of sharp stay in.
RUN npm ci --omit=dev --ignore-scripts && rm -r node_modules/node

FROM node:26-slim
WORKDIR /app
# The packages are not ours to write here, and the temporary folder is nobody else’s.
ENV NODE_COMPILE_CACHE=/tmp/zhibu-compiled
ENV NODE_ENV=production HTTP_HOST=0.0.0.0 HTTP_PORT=8080 \
    ZHIBU_COLLEGE=/college/college.yaml ZHIBU_DATA=/data
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY config config
COPY jobs jobs
COPY src src
RUN mkdir /data /college && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=40s CMD ["node", "-e", \
  "fetch(`http://127.0.0.1:${process.env.HTTP_PORT}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "src/main.ts", "start"]
